import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { DEFAULT_LIMITS } from '../request-log/request-log-limits';
import { temporaryLedger, type Ledger } from '../testing/ledger';
import { ManualTime } from '../testing/manual-time';
import { requestRecord } from '../testing/request-record';
import { JOURNAL_DEFAULTS } from './journal-options';
import { Journals } from './journals';

describe('Journals', () => {
  let root: string;
  let ledger: Ledger;
  let time: ManualTime;
  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
    root = mkdtempSync(join(tmpdir(), 'gophergate-journals-'));
    ledger = await temporaryLedger();
    time = new ManualTime();
  });
  afterEach(async () => {
    rmSync(root, { recursive: true, force: true });
    await ledger.remove();
    jest.restoreAllMocks();
  });

  const open = (): Promise<Journals> =>
    Journals.open({ ...JOURNAL_DEFAULTS, folder: root, durability: 'process', reserveBytes: 0 }, time);

  it('of two processes on one folder are kept apart', async () => {
    const first = await open();
    const second = await open();
    expect(first.own.id).not.toBe(second.own.id);
    expect(readdirSync(root).sort()).toEqual(['0', '1']);
    await first.close();
    const third = await open();
    expect(third.own.id).toBe(first.own.id);
    await Promise.all([second.close(), third.close()]);
  });

  it('that an ended process left behind are taken into the ledger, those of a running one are not', async () => {
    const [first, second, third] = [await open(), await open(), await open()];
    const [left, running] = [requestRecord(), requestRecord()];
    await second.own.append(left);
    await third.own.append(running);
    await second.close();
    await first.adopt(ledger.repository, DEFAULT_LIMITS);
    await expect(ledger.storedIds()).resolves.toEqual([left.requestId]);
    await expect(ledger.repository.checkpointOf(second.own.id)).resolves.toBeDefined();
    await first.adopt(ledger.repository, DEFAULT_LIMITS);
    await expect(ledger.storedIds()).resolves.toEqual([left.requestId]);
    await Promise.all([first.close(), third.close()]);
  });
});
