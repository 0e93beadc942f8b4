import { RequestEntity } from '../entities/request.entity';
import { insertNew } from '../repositories/insert-new';
import { requestRecord, requestRecords } from '../testing/request-records';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { usageTables } from '../testing/usage-tables';
import { addUsage } from './add-usage';
import { RetentionRepository } from './retention.repository';

const DAY_MS = 86_400_000;
const DAY = Date.parse('2026-11-20T00:00:00Z');

describe('RetentionRepository', () => {
  let temporary: TemporaryDatabase;
  let retention: RetentionRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    retention = new RetentionRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  const run = (sql: string): Promise<unknown> => temporary.database.ledger.run((manager) => manager.query(sql));
  const ids = async (table: string): Promise<string[]> => {
    const rows = (await run(`SELECT request_id FROM ${table} ORDER BY request_id`)) as { request_id: string }[];
    return rows.map(({ request_id }) => request_id);
  };
  const keepBody = (requestId: string, expiresAt: number): Promise<unknown> =>
    run(`INSERT INTO captured_bodies VALUES ('${requestId}', 'x', 'x', FALSE, ${expiresAt})`);

  describe('removeRequests', () => {
    const records = requestRecords(10);
    const [, , , fourth] = records;
    const before = fourth?.startedAt ?? 0;
    const known = records.map(({ requestId }) => requestId);
    beforeEach(() =>
      temporary.database.ledger.transaction((manager) => insertNew(manager, RequestEntity, [...records].reverse())),
    );

    it('removes what began before a time, and says how many', async () => {
      await expect(retention.removeRequests(before, 100)).resolves.toBe(3);
      expect(await ids('requests')).toEqual(known.slice(3));
      await expect(retention.removeRequests(before, 100)).resolves.toBe(0);
    });

    it('removes the oldest first, and no more than asked for', async () => {
      await expect(retention.removeRequests(before, 2)).resolves.toBe(2);
      expect(await ids('requests')).toEqual(known.slice(2));
    });

    it('removes what hangs on the rows', async () => {
      for (const id of known) {
        await keepBody(id, 1);
        await run(`INSERT INTO repricings (run_id, request_id, repriced_at) VALUES ('run', '${id}', 1)`);
      }
      await retention.removeRequests(before, 2);
      expect(await ids('captured_bodies')).toEqual(known.slice(2));
      expect(await ids('repricings')).toEqual(known.slice(2));
    });
  });

  describe('removeRollUps', () => {
    const fill = (): Promise<void> =>
      temporary.database.ledger.transaction((manager) =>
        addUsage(
          manager,
          [DAY - 1, DAY, DAY + DAY_MS].flatMap((startedAt) =>
            ['a', 'b', 'c'].map((clientId) => requestRecord({ startedAt, clientId, outcome: 'failed' })),
          ),
        ),
      );

    it('removes quarters and hours before a time, a few at once, and never days', async () => {
      await fill();
      const { quarter, hour, day } = await usageTables(temporary.database);
      const removed: number[] = [];
      do removed.push(await retention.removeRollUps(DAY, 2));
      while (removed.at(-1) !== 0);
      const isKept = ({ bucket }: { bucket: number }): boolean => bucket >= DAY;
      expect(await usageTables(temporary.database)).toEqual({
        quarter: quarter.filter(isKept),
        hour: hour.filter(isKept),
        day,
      });
      expect(Math.max(...removed)).toBe(2);
      expect(removed.reduce((sum, count) => sum + count)).toBe(18);
    });

    it('has nothing to do before the first bucket', async () => {
      await fill();
      await expect(retention.removeRollUps(0, 1_000)).resolves.toBe(0);
    });
  });

  describe('removeExpiredBodies', () => {
    it('removes what has expired, the oldest first', async () => {
      await keepBody('a', 30);
      await keepBody('b', 10);
      await keepBody('c', 20);
      await keepBody('d', 31);
      await expect(retention.removeExpiredBodies(30, 2)).resolves.toBe(2);
      expect(await ids('captured_bodies')).toEqual(['a', 'd']);
      await expect(retention.removeExpiredBodies(30, 2)).resolves.toBe(1);
      expect(await ids('captured_bodies')).toEqual(['d']);
    });
  });

  describe('noteKeptFrom', () => {
    it('knows at first of nothing that was removed', async () => {
      await expect(retention.keptFrom()).resolves.toEqual({ requests: 0, rollUps: 0 });
    });

    it('notes each, and never goes back', async () => {
      await retention.noteKeptFrom({ requests: 100 }, 1);
      await retention.noteKeptFrom({ rollUps: 50 }, 2);
      await expect(retention.keptFrom()).resolves.toEqual({ requests: 100, rollUps: 50 });
      await retention.noteKeptFrom({ requests: 99, rollUps: 51 }, 3);
      await expect(retention.keptFrom()).resolves.toEqual({ requests: 100, rollUps: 51 });
    });
  });
});
