import type { RequestRecord, UsageGrain } from '@app/contracts';
import { USAGE_MEASURES } from '../entities/usage-bucket.entity';
import { insertNew } from '../repositories/insert-new';
import { RequestEntity } from '../entities/request.entity';
import { randomRecords } from '../testing/random-records';
import { requestRecord } from '../testing/request-records';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { usageTable, usageTables } from '../testing/usage-tables';
import { addUsage } from './add-usage';
import { USAGE_GRAINS } from './usage-grain';

const FROM = Date.parse('2026-11-20T00:00:00Z');

describe('addUsage', () => {
  let temporary: TemporaryDatabase;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
  });
  afterEach(() => temporary.remove());

  const add = ({ database }: TemporaryDatabase, records: readonly RequestRecord[]): Promise<void> =>
    database.ledger.transaction((manager) => addUsage(manager, records));
  const allRows = async (grain: UsageGrain = 'day') =>
    (await usageTable(temporary.database, grain)).filter(({ dimension }) => dimension === 'all');

  it('does nothing without records', async () => {
    await add(temporary, []);
    expect(await usageTables(temporary.database)).toEqual({ quarter: [], hour: [], day: [] });
  });

  it('begins a bucket, with zeros where there is nothing, and adds to it', async () => {
    const record = requestRecord({ costNanoUsd: 5, latencyMs: 100, timeToFirstTokenMs: null, imageCount: null });
    await add(temporary, [record]);
    expect(await allRows()).toEqual([
      expect.objectContaining({
        requests: 1,
        costNanoUsd: 5,
        latency13: 1,
        latency12: 0,
        imageCount: 0,
        firstToken3: 0,
      }),
    ]);
    await add(temporary, [{ ...record, imageCount: 3, latencyMs: 90, timeToFirstTokenMs: 3 }]);
    expect(await allRows()).toEqual([
      expect.objectContaining({
        requests: 2,
        costNanoUsd: 10,
        latency13: 1,
        latency12: 1,
        imageCount: 3,
        firstToken3: 1,
      }),
    ]);
  });

  it('holds in every column what the entity says it holds', async () => {
    await add(temporary, [requestRecord({ reasoningTokens: 7, attempts: 3, freshInputTokens: 1 })]);
    for (const grain of USAGE_GRAINS) {
      expect(await allRows(grain)).toEqual([
        expect.objectContaining({
          entity: '',
          detail: '',
          outcome: 'completed',
          isStream: true,
          reasoningTokens: 7,
          attempts: 3,
        }),
      ]);
    }
  });

  it.each([1, 2, 3])('says the same whether records come in one batch or in many (seed %d)', async (seed) => {
    const records = randomRecords(seed, 300, FROM);
    const other = await temporaryDatabase();
    await add(temporary, records);
    for (let start = 0, size = 1; start < records.length; start += size, size = (size * 3) % 17) {
      await add(other, records.slice(start, start + size));
    }
    expect(await usageTables(other.database)).toEqual(await usageTables(temporary.database));
    await other.remove();
  });

  it('adds up to what SQL finds in the rows', async () => {
    const records = randomRecords(5, 400, FROM);
    await temporary.database.ledger.transaction(async (manager) => {
      await insertNew(manager, RequestEntity, records);
      await addUsage(manager, records);
    });
    const [fromRows] = await temporary.database.reader.run((manager) =>
      manager.query<Record<string, number>[]>(
        `SELECT COUNT(*) AS requests, SUM(fresh_input_tokens) AS freshInputTokens, SUM(output_tokens) AS outputTokens,
           SUM(cached_input_tokens) AS cachedInputTokens, SUM(cache_write_tokens) AS cacheWriteTokens,
           SUM(reasoning_tokens) AS reasoningTokens, SUM(audio_input_tokens) AS audioInputTokens,
           SUM(image_count) AS imageCount, SUM(cost_nano_usd) AS costNanoUsd, SUM(saved_nano_usd) AS savedNanoUsd,
           SUM(cost_state = 'unpriced') AS unpricedRequests, SUM(cost_state = 'free') AS freeRequests,
           SUM(usage_source = 'estimated') AS estimatedRequests, SUM(attempts) AS attempts,
           SUM(CAST(ROUND(latency_ms) AS INTEGER)) AS latencyMs, COUNT(time_to_first_token_ms) AS firstTokenRequests,
           SUM(CAST(ROUND(time_to_first_token_ms) AS INTEGER)) AS firstTokenMs,
           SUM(latency_ms >= 1024 AND latency_ms < 1448.154687) AS latency20,
           SUM(time_to_first_token_ms >= 1024 AND time_to_first_token_ms < 1448.154687) AS firstToken20 FROM requests`,
      ),
    );
    expect(Object.keys(fromRows ?? {})).toEqual(expect.arrayContaining([...USAGE_MEASURES]));
    for (const grain of USAGE_GRAINS) {
      const rows = await allRows(grain);
      const sums = Object.keys(fromRows ?? {}).map((counter) => [
        counter,
        rows.reduce((sum, row) => sum + row[counter as 'requests'], 0),
      ]);
      expect(Object.fromEntries(sums)).toEqual(fromRows);
    }
  });

  it('takes any name as it is', async () => {
    const names = [`'); DROP TABLE usage_days; --`, '?', '$1', '"quoted"', '名前\u{1F9A6}', 'back\\slash', '{:x}'];
    await add(
      temporary,
      names.map((name) => requestRecord({ clientId: name, servedModel: name })),
    );
    const clients = (await usageTable(temporary.database, 'day')).filter(({ dimension }) => dimension === 'client');
    expect(clients.map(({ entity }) => entity).sort()).toEqual([...names].sort());
  });

  it('writes more rows than one statement takes', async () => {
    await add(
      temporary,
      Array.from({ length: 600 }, (_, number) => requestRecord({ clientId: `client-${number}` })),
    );
    const clients = (await usageTable(temporary.database, 'hour')).filter(({ dimension }) => dimension === 'client');
    expect(clients).toHaveLength(600);
  });

  it('keeps sums beyond 32 bits exact', async () => {
    const record = requestRecord({ costNanoUsd: 4_000_000_000_000_001 });
    await add(temporary, [record, record]);
    expect(await allRows()).toEqual([expect.objectContaining({ costNanoUsd: 8_000_000_000_000_002 })]);
  });

  it('vanishes with the transaction that it is part of', async () => {
    const failing = temporary.database.ledger.transaction(async (manager) => {
      await addUsage(manager, [requestRecord()]);
      throw new Error('and now it fails');
    });
    await expect(failing).rejects.toThrow('and now it fails');
    expect(await allRows()).toEqual([]);
  });
});
