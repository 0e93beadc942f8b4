import { uuidV7 } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import { randomRecords } from '../../../persistence/src/testing/random-records';
import { csvObjects } from '../testing/parse-csv';
import { requestRecord } from '../testing/request-record';
import { idsOf, newestFirst, storedRequests } from '../testing/stored-requests';
import type { StoredRequests } from '../testing/stored-requests';
import { testClient } from '../../../persistence/src/testing/client';
import { writeControl } from '../../../persistence/src/testing/write-control';

const DAY_MS = 24 * 60 * 60_000;
const FROM = Date.parse('2026-11-18T00:00:00Z');
const range = { from: FROM, to: FROM + 5 * DAY_MS };

describe('RequestExportService', () => {
  let stored: StoredRequests;
  beforeEach(async () => {
    stored = await storedRequests();
  });
  afterEach(() => stored.ledger.remove());

  const store = (...records: RequestRecord[]): Promise<number> => stored.ledger.repository.apply(records);
  const chunksOf = async (chunks: AsyncIterable<string>): Promise<string[]> => {
    const all: string[] = [];
    for await (const chunk of chunks) all.push(chunk);
    return all;
  };
  const csv = async (zone = 'UTC'): Promise<Record<string, string>[]> =>
    csvObjects((await chunksOf(stored.exports().exportRequests(range, { format: 'csv', zone }))).join(''));
  const ndjson = { format: 'ndjson', zone: 'UTC' } as const;
  const rowsOf = (text: string): RequestRecord[] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as RequestRecord);

  describe('as CSV', () => {
    it('writes times by the clocks of the zone, names it, and money to the nano-USD', async () => {
      const startedAt = Date.parse('2026-11-20T20:00:00.250Z');
      await store(
        requestRecord({ startedAt, requestId: uuidV7(startedAt), costNanoUsd: 1_234_567_890, savedNanoUsd: -5 }),
      );
      const [row] = await csv('Asia/Kolkata');
      expect(row).toMatchObject({
        started_at: '2026-11-21T01:30:00.250+05:30',
        zone: 'Asia/Kolkata',
        cost_usd: '1.23456789',
        saved_usd: '-0.000000005',
        is_stream: 'false',
        latency_ms: '321.5',
        cached_input_tokens: '',
      });
    });

    it('is a line of headings where there is nothing', async () => {
      const chunks = await chunksOf(stored.exports().exportRequests(range, { format: 'csv', zone: 'UTC' }));
      expect(chunks).toHaveLength(1);
      expect(chunks[0]).toMatch(/^"started_at","zone","request_id",.*"overhead_ms"\r\n$/);
    });

    it('has a column for each field of a row, but those that are nested', async () => {
      await store(requestRecord());
      const [row = {}] = await csv();
      const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const fields = Object.keys(requestRecord())
        .filter((name) => !['usageDetails', 'costFormula', 'routeTrace'].includes(name))
        .map((name) => snake(name).replace('_nano_usd', '_usd'));
      expect(Object.keys(row).toSorted()).toEqual([...fields, 'client', 'zone'].toSorted());
    });

    it('names the client, and none where it is gone', async () => {
      await writeControl(stored.ledger.database, (transaction) =>
        stored.clients.create(transaction, testClient('=cmd()', { id: 'client-1' })),
      );
      await store(requestRecord({ clientId: 'gone' }), requestRecord());
      expect((await csv()).map(({ client_id, client }) => [client_id, client])).toEqual([
        ['client-1', "'=cmd()"],
        ['gone', ''],
      ]);
    });

    it.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '\0=1', '=1"', '=1\r\n"x'])(
      'runs no %j that a caller or a provider sent',
      async (text) => {
        const texts = { askedModel: text, clientRequestId: text, servedModel: text, errorCode: text, route: text };
        await store(requestRecord(texts));
        const guarded = `'${text}`;
        await expect(csv()).resolves.toMatchObject([
          {
            asked_model: guarded,
            client_request_id: guarded,
            served_model: guarded,
            error_code: guarded,
            route: guarded,
          },
        ]);
      },
    );

    it('comes back through a reader', async () => {
      const records = randomRecords(5, 300, FROM);
      await store(...records);
      const rows = await csv('America/St_Johns');
      const number = (cell: string | undefined): number | null => (cell === '' ? null : Number(cell));
      const read = rows.map((row) => ({
        requestId: row['request_id'],
        startedAt: Date.parse(row['started_at'] ?? ''),
        servedModel: row['served_model'] === '' ? null : row['served_model'],
        groupName: row['group_name'] === '' ? null : row['group_name'],
        outputTokens: number(row['output_tokens']),
        latencyMs: number(row['latency_ms']),
        isStream: row['is_stream'] === 'true',
        costNanoUsd: row['cost_usd'] === '' ? null : Math.round(Number(row['cost_usd']) * 1e9),
      }));
      expect(read).toEqual(expectedOf(records));
    });

    const expectedOf = (records: readonly RequestRecord[]): unknown[] =>
      newestFirst(records).map(
        ({ requestId, startedAt, servedModel, groupName, outputTokens, latencyMs, isStream, costNanoUsd }) => ({
          requestId,
          startedAt,
          servedModel,
          groupName,
          outputTokens,
          latencyMs,
          isStream,
          costNanoUsd,
        }),
      );
  });

  describe('as NDJSON', () => {
    it.each([
      [1, 7, 50_000],
      [2, 50, 20],
      [3, 1_000, 33],
      [4, 10, 10],
      [5, 1, 1],
    ])(
      'is every row as it is stored, once (seed %d, chunks of %d, scans of %d)',
      async (seed, rowsPerChunk, rowsPerScan) => {
        const records = randomRecords(seed, 120, FROM);
        await store(...records);
        const service = stored.exports({ rowsPerChunk, rowsPerScan });
        const text = (await chunksOf(service.exportRequests(range, ndjson))).join('');
        expect(rowsOf(text)).toEqual(newestFirst(records));
        const failed = (await chunksOf(service.exportRequests({ ...range, outcome: 'failed' }, ndjson))).join('');
        expect(rowsOf(failed)).toEqual(newestFirst(records).filter(({ outcome }) => outcome === 'failed'));
      },
    );
  });

  it('leaves out what begins after it did', async () => {
    const now = stored.clock.now();
    const at = (startedAt: number): RequestRecord => requestRecord({ startedAt, requestId: uuidV7(startedAt) });
    const [first, last, later] = [at(now - DAY_MS), at(now), at(now + 1)];
    await store(first, last, later);
    const [text = ''] = await chunksOf(stored.exports().exportRequests({}, ndjson));
    expect(idsOf(rowsOf(text))).toEqual(idsOf([last, first]));
  });

  it.each([
    [{ from: 2, to: 1 }, ndjson, 'to'],
    [range, { format: 'csv', zone: 'Mars/Olympus' } as const, 'zone'],
    [range, { format: 'xml' as 'csv', zone: 'UTC' }, 'format'],
  ])('refuses %j as %j before anything is written', (filter, options, param) => {
    expect(() => stored.exports().exportRequests(filter, options)).toThrow(
      expect.objectContaining({ httpStatus: 400, param }),
    );
  });

  it('ends with an error, and reads no more, when it is aborted', async () => {
    await store(...randomRecords(9, 40, FROM));
    const matching = jest.spyOn(stored.ledger.requests, 'matching');
    const abort = new AbortController();
    const chunks = stored.exports({ rowsPerChunk: 10 }).exportRequests(range, { ...ndjson, signal: abort.signal });
    await chunks.next();
    abort.abort(new Error('The reader has left.'));
    await expect(chunks.next()).rejects.toThrow('The reader has left.');
    expect(matching).toHaveBeenCalledTimes(1);
  });

  it('reads nothing before it is asked to, and nothing after it is left', async () => {
    await store(...randomRecords(9, 40, FROM));
    const matching = jest.spyOn(stored.ledger.requests, 'matching');
    const chunks = stored.exports({ rowsPerChunk: 10 }).exportRequests(range, ndjson);
    expect(matching).not.toHaveBeenCalled();
    await chunks.next();
    await chunks.return(undefined);
    expect(matching).toHaveBeenCalledTimes(1);
  });

  it('lets others have a turn between chunks', async () => {
    // A database that answers at once leaves no turn by itself.
    jest.spyOn(stored.ledger.requests, 'stretchEnd').mockResolvedValue(undefined);
    jest.spyOn(stored.ledger.requests, 'matching').mockResolvedValue(randomRecords(9, 10, FROM));
    const chunks = stored.exports({ rowsPerChunk: 10 }).exportRequests(range, ndjson);
    await chunks.next();
    let hasHadTurn = false;
    setImmediate(() => (hasHadTurn = true));
    await chunks.next();
    expect(hasHadTurn).toBe(true);
  });

  it('holds no more than a chunk of 20,000 rows', async () => {
    for (let batch = 0; batch < 20; batch += 1) {
      await store(...Array.from({ length: 1_000 }, () => requestRecord()));
    }
    const sizes: number[] = [];
    let lines = 0;
    for await (const chunk of stored.exports({ rowsPerScan: 7_000 }).exportRequests(range, ndjson)) {
      lines += chunk.split('\n').length - 1;
      sizes.push(chunk.length);
    }
    expect(lines).toBe(20_000);
    const oneRow = JSON.stringify(requestRecord()).length;
    expect(Math.max(...sizes)).toBeLessThan(1_000 * (oneRow + 50));
  });
});
