import type { RequestRecord } from '@app/contracts';
import { RequestEntity } from '../entities/request.entity';
import { insertNew } from '../repositories/insert-new';
import { randomRecords } from '../testing/random-records';
import { requestRecord } from '../testing/request-records';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { usageTables } from '../testing/usage-tables';
import { addUsage } from './add-usage';
import { RecountRepository } from './recount.repository';
import { RetentionRepository } from './retention.repository';

const DAY_MS = 86_400_000;
const DAY = Date.parse('2026-11-20T00:00:00Z');

describe('RecountRepository', () => {
  let temporary: TemporaryDatabase;
  let recounts: RecountRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    recounts = new RecountRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  const store = (records: readonly RequestRecord[]): Promise<void> =>
    temporary.database.ledger.transaction(async (manager) => {
      for (let start = 0; start < records.length; start += 100) {
        await insertNew(manager, RequestEntity, records.slice(start, start + 100));
      }
      await addUsage(manager, records);
    });
  const spoil = (sql: string): Promise<unknown> => temporary.database.ledger.run((manager) => manager.query(sql));

  describe('recountDay', () => {
    it.each([1, 2])('finds nothing where roll-ups were written with the rows (seed %d)', async (seed) => {
      const records = randomRecords(seed, 400, DAY);
      await store(records.slice(0, 150));
      await store(records.slice(150));
      for (const day of [DAY, DAY + DAY_MS]) {
        const requests = records.filter(({ startedAt }) => startedAt >= day && startedAt < day + DAY_MS).length;
        await expect(recounts.recountDay(day)).resolves.toEqual({ requests, differing: 0, differences: [] });
      }
    });

    it('finds nothing on a day without requests', async () => {
      await expect(recounts.recountDay(DAY)).resolves.toEqual({ requests: 0, differing: 0, differences: [] });
    });

    it('reads a quarter that does not fit onto one page, many of it of the same millisecond', async () => {
      await store(Array.from({ length: 2_300 }, (_, number) => requestRecord({ startedAt: DAY + (number % 2) })));
      await expect(recounts.recountDay(DAY)).resolves.toMatchObject({ requests: 2_300, differing: 0 });
    });

    it.each([
      ['cost of an hour', 'UPDATE usage_hours SET cost_nano_usd = cost_nano_usd + 1', 'hour', 'costNanoUsd'],
      ['bin of a quarter', 'UPDATE usage_quarters SET latency_21 = 0', 'quarter', 'latency21'],
      ['missing day', 'DELETE FROM usage_days', 'day', 'requests'],
      ['lost row', 'DELETE FROM requests', 'quarter', 'requests'],
    ])('finds a wrong or %s', async (_, statement, grain, counter) => {
      await store([requestRecord({ startedAt: DAY + 5 })]);
      await spoil(statement);
      const found = await recounts.recountDay(DAY);
      expect(found?.differing).toBeGreaterThan(0);
      expect(found?.differences).toContainEqual(
        expect.objectContaining({ grain, counters: expect.arrayContaining([expect.objectContaining({ counter })]) }),
      );
    });

    it('lists the first differences and counts them all', async () => {
      await store(Array.from({ length: 50 }, (_, number) => requestRecord({ startedAt: DAY, clientId: `c${number}` })));
      await spoil('DELETE FROM usage_days');
      const found = await recounts.recountDay(DAY);
      expect(found?.differing).toBeGreaterThan(100);
      expect(found?.differences).toHaveLength(20);
    });

    it('sees one moment, although a row is written meanwhile', async () => {
      await store(randomRecords(3, 50, DAY, 1));
      const recounting = recounts.recountDay(DAY);
      await store(randomRecords(4, 50, DAY, 1));
      await expect(recounting).resolves.toMatchObject({ differing: 0 });
    });
  });

  describe('rewriteDay', () => {
    it.each([
      ['wrong sums', 'UPDATE usage_quarters SET requests = requests + 1, cost_nano_usd = 0'],
      ['missing rows', `DELETE FROM usage_hours WHERE dimension IN ('all', 'group')`],
      [
        'rows that should not be there',
        `UPDATE usage_days SET entity = entity || ' of nobody' WHERE dimension = 'client'`,
      ],
    ])('mends %s', async (_, statement) => {
      await store(randomRecords(5, 200, DAY, 1));
      const sound = await usageTables(temporary.database);
      await spoil(statement);
      await expect(recounts.rewriteDay(DAY)).resolves.toBe(true);
      expect(await usageTables(temporary.database)).toEqual(sound);
    });

    it('leaves other days alone', async () => {
      await store(randomRecords(6, 200, DAY - DAY_MS, 3));
      await spoil('UPDATE usage_days SET requests = requests + 1');
      await recounts.rewriteDay(DAY);
      const differing = [DAY - DAY_MS, DAY, DAY + DAY_MS].map(
        async (day) => (await recounts.recountDay(day))?.differing,
      );
      expect(await Promise.all(differing)).toEqual([expect.any(Number), 0, expect.any(Number)]);
      expect(await Promise.all(differing)).not.toEqual([0, 0, 0]);
    });
  });

  describe('a day that retention has reached', () => {
    it('is neither recounted nor rewritten when its rows go', async () => {
      await store(randomRecords(7, 20, DAY, 1));
      const before = await usageTables(temporary.database);
      await new RetentionRepository(temporary.database).noteKeptFrom({ requests: DAY + DAY_MS }, 1);
      await expect(recounts.recountDay(DAY)).resolves.toBeUndefined();
      await expect(recounts.rewriteDay(DAY)).resolves.toBe(false);
      expect(await usageTables(temporary.database)).toEqual(before);
      await expect(recounts.recountDay(DAY + DAY_MS)).resolves.toMatchObject({ differing: 0 });
    });

    it('is recounted by the day alone when its quarters and hours go', async () => {
      await store(randomRecords(8, 20, DAY, 1));
      await new RetentionRepository(temporary.database).noteKeptFrom({ rollUps: DAY + DAY_MS }, 1);
      await spoil('DELETE FROM usage_quarters');
      await spoil('DELETE FROM usage_hours');
      await expect(recounts.recountDay(DAY)).resolves.toMatchObject({ requests: 20, differing: 0 });
      await spoil('UPDATE usage_days SET requests = 0');
      await expect(recounts.rewriteDay(DAY)).resolves.toBe(true);
      const { quarter, hour } = await usageTables(temporary.database);
      expect([quarter, hour]).toEqual([[], []]);
      await expect(recounts.recountDay(DAY)).resolves.toMatchObject({ differing: 0 });
    });
  });
});
