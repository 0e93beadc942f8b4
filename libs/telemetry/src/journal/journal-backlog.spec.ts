import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalCheckpoint } from '@app/persistence';
import { journalBacklog, journalRoot } from './journal-backlog';

describe('journalBacklog', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'gophergate-backlog-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const journal = (slot: string, sizes: Record<string, number>): void => {
    mkdirSync(join(root, slot));
    writeFileSync(join(root, slot, 'id'), `journal-${slot}`);
    for (const [segment, size] of Object.entries(sizes)) {
      writeFileSync(join(root, slot, `${segment.padStart(10, '0')}.log`), Buffer.alloc(size));
    }
  };
  const backlog = (...checkpoints: JournalCheckpoint[]): Promise<number> =>
    journalBacklog(root, (id) => Promise.resolve(checkpoints.find(({ journalId }) => journalId === id)));

  it('counts what lies behind the checkpoint of each journal', async () => {
    journal('0', { 1: 100, 2: 100, 3: 50 });
    journal('1', { 7: 30 });
    await expect(backlog()).resolves.toBe(280);
    await expect(backlog({ journalId: 'journal-0', segment: 2, byteOffset: 60 })).resolves.toBe(40 + 50 + 30);
    await expect(backlog({ journalId: 'journal-0', segment: 3, byteOffset: 50 })).resolves.toBe(30);
  });

  it('is nothing where there is no journal, or an empty one', async () => {
    await expect(journalBacklog(join(root, 'none'), () => Promise.resolve(undefined))).resolves.toBe(0);
    journal('0', {});
    await expect(backlog()).resolves.toBe(0);
  });

  it('lies in the data folder unless it is told to lie elsewhere', () => {
    expect(journalRoot('/data', undefined)).toBe(join('/data', 'journal'));
    expect(journalRoot('/data', '/fast/journal')).toBe('/fast/journal');
  });
});
