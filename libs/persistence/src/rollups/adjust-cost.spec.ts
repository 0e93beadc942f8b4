import type { RequestRecord } from '@app/contracts';
import { SeededRandom } from '../../../../test/support/seeded-random';
import { randomRecords } from '../testing/random-records';
import { requestRecord } from '../testing/request-records';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { usageTable, usageTables } from '../testing/usage-tables';
import { addUsage } from './add-usage';
import { adjustCost } from './adjust-cost';
import type { CostChange } from './adjust-cost';

const FROM = Date.parse('2026-11-20T00:00:00Z');

describe('adjustCost', () => {
  let temporary: TemporaryDatabase;
  let expected: TemporaryDatabase;
  beforeEach(async () => {
    [temporary, expected] = await Promise.all([temporaryDatabase(), temporaryDatabase()]);
  });
  afterEach(() => Promise.all([temporary.remove(), expected.remove()]));

  const add = ({ database }: TemporaryDatabase, records: readonly RequestRecord[]): Promise<void> =>
    database.ledger.transaction((manager) => addUsage(manager, records));
  const adjust = (changes: readonly CostChange[]): Promise<void> =>
    temporary.database.ledger.transaction((manager) => adjustCost(manager, changes));
  const expectSame = async (): Promise<void> =>
    expect(await usageTables(temporary.database)).toEqual(await usageTables(expected.database));

  it.each([1, 2, 3])('leaves what the new prices would have given from the start (seed %d)', async (seed) => {
    const random = new SeededRandom(seed);
    const records = randomRecords(seed, 200, FROM);
    const changes = records
      .filter(() => random.chance(0.7))
      .map((record) => ({
        record,
        to: {
          costNanoUsd: random.chance(0.8) ? random.below(9_000_000) : null,
          costState: random.pick(['priced', 'free', 'unpriced'] as const),
          savedNanoUsd: random.chance(0.5) ? random.below(1_000) : null,
        },
      }));
    const prices = new Map(changes.map(({ record, to }) => [record, to]));
    await add(temporary, records);
    await add(
      expected,
      records.map((record) => ({ ...record, ...prices.get(record) })),
    );
    await adjust(changes);
    await expectSame();
  });

  it('moves amounts that cancel each other over the day', async () => {
    const early = requestRecord({ startedAt: FROM, costNanoUsd: 10 });
    const late = requestRecord({ startedAt: FROM + 7_200_000, costNanoUsd: 20 });
    await add(temporary, [early, late]);
    await add(expected, [
      { ...early, costNanoUsd: 15 },
      { ...late, costNanoUsd: 15 },
    ]);
    const to = { costNanoUsd: 15, costState: 'priced' as const, savedNanoUsd: null };
    await adjust([
      { record: early, to },
      { record: late, to },
    ]);
    await expectSame();
  });

  it('changes nothing when no price changes', async () => {
    const record = requestRecord();
    await add(temporary, [record]);
    await add(expected, [record]);
    await adjust([{ record, to: record }]);
    await adjust([]);
    await expectSame();
  });

  it('does not bring back a bucket that retention has removed', async () => {
    const record = requestRecord({ costNanoUsd: 10 });
    await add(temporary, [record]);
    await temporary.database.ledger.run((manager) => manager.query('DELETE FROM usage_quarters'));
    await adjust([{ record, to: { costNanoUsd: 4, costState: 'priced', savedNanoUsd: null } }]);
    expect(await usageTable(temporary.database, 'quarter')).toEqual([]);
    const days = await usageTable(temporary.database, 'day');
    expect(days.map(({ costNanoUsd }) => costNanoUsd)).toEqual(days.map(() => 4));
  });
});
