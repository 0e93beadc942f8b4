import type { Actor, AuditedChange } from '@app/contracts';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { AuditRepository } from './audit.repository';
import { ControlChanges } from './control-changes';

const ANN: Actor = { kind: 'user', id: 'u1', name: 'ann', role: 'admin', address: '10.0.0.9', requestId: 'r1' };
const change = (fields: Partial<AuditedChange> = {}): AuditedChange => ({
  ...{ action: 'group.update', entity: 'group', entityId: 'g', entityName: 'g' },
  before: { targets: ['a'] },
  after: { targets: ['b'] },
  ...fields,
});

describe('ControlChanges', () => {
  let temporary: TemporaryDatabase;
  let clock: ManualClock;
  let changes: ControlChanges;
  let audit: AuditRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clock = new ManualClock();
    changes = new ControlChanges(temporary.database, clock);
    audit = new AuditRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  const make = (...entries: AuditedChange[]): Promise<string> =>
    changes.make(ANN, async (transaction) => {
      await transaction.query(`INSERT INTO settings VALUES ('written', '1', 1) ON CONFLICT DO NOTHING`);
      return { result: 'done', audit: entries };
    });
  const tamper = (statement: string): Promise<unknown> =>
    temporary.database.control.run((manager) => manager.query(statement));

  it('writes, tells the audit log and raises the version, all at once', async () => {
    await expect(changes.version()).resolves.toBe(0);
    await expect(make(change(), change({ entityId: 'h', before: null }))).resolves.toBe('done');
    await expect(changes.version()).resolves.toBe(1);
    await expect(audit.list({}, 10)).resolves.toEqual([
      {
        ...change({ entityId: 'h', before: null }),
        sequence: 2,
        at: clock.now(),
        actor: ANN,
        hash: expect.any(String),
      },
      { ...change(), sequence: 1, at: clock.now(), actor: ANN, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('does nothing at all when the work fails', async () => {
    const failure = new Error('no');
    const failing = changes.make(ANN, async (transaction) => {
      await transaction.query(`INSERT INTO settings VALUES ('written', '1', 1)`);
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    await expect(changes.version()).resolves.toBe(0);
    await expect(audit.check()).resolves.toEqual({ entries: 0, brokenAt: null, head: null, holdsNoted: null });
    await expect(tamper(`SELECT * FROM settings WHERE key = 'written'`)).resolves.toEqual([]);
  });

  it('is silent about a change that changed nothing', async () => {
    await make();
    await expect(changes.version()).resolves.toBe(0);
    await expect(audit.list({}, 10)).resolves.toEqual([]);
  });

  it('keeps one chain when many change something at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, i) => make(change({ entityId: `g${i}` }))));
    await expect(audit.check()).resolves.toMatchObject({ entries: 30, brokenAt: null });
    await expect(changes.version()).resolves.toBe(30);
  });

  describe('the audit log', () => {
    beforeEach(async () => {
      for (let i = 0; i < 5; i++) {
        await make(change({ entityId: `g${i}`, ...(i === 3 && { action: 'group.remove', after: null }) }));
        clock.advance(1_000);
      }
    });

    it('is read newest first, page by page and by filters', async () => {
      const sequences = async (...question: Parameters<AuditRepository['list']>): Promise<number[]> =>
        (await audit.list(...question)).map(({ sequence }) => sequence);
      await expect(sequences({}, 2)).resolves.toEqual([5, 4]);
      await expect(sequences({}, 2, 4)).resolves.toEqual([3, 2]);
      await expect(sequences({ action: 'group.remove' }, 9)).resolves.toEqual([4]);
      await expect(sequences({ entity: 'group', entityId: 'g1' }, 9)).resolves.toEqual([2]);
      await expect(sequences({ entity: 'user' }, 9)).resolves.toEqual([]);
      const start = clock.now() - 5_000;
      await expect(sequences({ from: start + 1_000, to: start + 3_000 }, 9)).resolves.toEqual([3, 2]);
    });

    it.each<[string, string, number]>([
      ['an entry is changed', `UPDATE audit_entries SET "after" = '{"targets":["c"]}' WHERE sequence = 2`, 2],
      ['its author is changed', `UPDATE audit_entries SET actor_name = 'bob' WHERE sequence = 3`, 3],
      ['an entry is taken out', `DELETE FROM audit_entries WHERE sequence = 2`, 2],
      ['the first one is taken out', `DELETE FROM audit_entries WHERE sequence = 1`, 1],
      ['the end is cut off', `DELETE FROM audit_entries WHERE sequence > 3`, 4],
      ['all is gone', `DELETE FROM audit_entries`, 1],
    ])('shows when %s', async (_, statement, brokenAt) => {
      await expect(audit.check()).resolves.toMatchObject({ entries: 5, brokenAt: null });
      await tamper(`DROP TRIGGER IF EXISTS audit_entries_no_update`);
      await tamper(`DROP TRIGGER IF EXISTS audit_entries_no_delete`);
      await tamper(statement);
      await expect(audit.check()).resolves.toMatchObject({ brokenAt });
    });

    it('knows an entry by the hash that was noted, and its own end', async () => {
      const [last, fourth] = await audit.list({}, 2);
      await expect(audit.check(fourth?.hash)).resolves.toMatchObject({ head: last?.hash, holdsNoted: true });
      await expect(audit.check('0'.repeat(64))).resolves.toMatchObject({ brokenAt: null, holdsNoted: false });
      await expect(audit.check()).resolves.toMatchObject({ holdsNoted: null });
    });

    it.each([`UPDATE audit_entries SET actor_name = 'bob'`, `DELETE FROM audit_entries WHERE sequence = 5`])(
      'refuses to be changed: %s',
      async (statement) => {
        await expect(tamper(statement)).rejects.toThrow(/append-only/);
        await expect(audit.check()).resolves.toMatchObject({ entries: 5, brokenAt: null });
      },
    );
  });
});
