import type { RequestFilter, RequestRecord } from '@app/contracts';
import { systemClock } from '@app/common';
import { RepricingEntity } from '../entities/repricing.entity';
import { LedgerRepository } from '../repositories/ledger.repository';
import { randomRecords } from '../testing/random-records';
import { requestRecord } from '../testing/request-records';
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database';
import { idsFrom } from './request-conditions';
import type { RequestQuery } from './request-conditions';
import { rowsStatement, stretchStatement } from './request-statements';
import type { Statement } from './request-statements';
import { RequestRepository } from './request.repository';

const DAY_MS = 24 * 60 * 60_000;
const FROM = Date.parse('2026-11-20T00:00:00Z');
const newestFirst = (records: readonly RequestRecord[]): RequestRecord[] =>
  records.toSorted((a, b) => (a.requestId < b.requestId ? 1 : -1));

let temporary: TemporaryDatabase;
let requests: RequestRepository;
/** With what `randomRecords` does not vary. */
const records = randomRecords(7, 400, FROM).map((record, index) => ({
  ...record,
  askedModel: index % 3 === 0 ? 'model-1' : 'dispatcher',
  httpStatus: [200, 299, 300, 399, 404, 429, 499, 500, 599][index % 9] ?? 0,
  clientRequestId: index % 50 === 0 ? `trace-${index % 100}` : null,
}));
const [some] = records;

beforeAll(async () => {
  temporary = await temporaryDatabase();
  requests = new RequestRepository(temporary.database);
  await new LedgerRepository(temporary.database, systemClock).apply(records);
});
afterAll(() => temporary.remove());

describe('matching', () => {
  const FILTERS: readonly (readonly [RequestFilter, (record: RequestRecord) => boolean])[] = [
    [{}, () => true],
    [{ from: FROM + DAY_MS }, ({ startedAt }) => startedAt >= FROM + DAY_MS],
    [{ to: FROM + DAY_MS }, ({ startedAt }) => startedAt < FROM + DAY_MS],
    [{ from: some?.startedAt }, ({ startedAt }) => startedAt >= (some?.startedAt ?? 0)],
    [{ to: some?.startedAt }, ({ startedAt }) => startedAt < (some?.startedAt ?? 0)],
    [{ clientId: 'client-2' }, ({ clientId }) => clientId === 'client-2'],
    [{ providerId: 'b' }, ({ providerId }) => providerId === 'b'],
    [{ groupName: 'slow' }, ({ groupName }) => groupName === 'slow'],
    [{ outcome: 'cancelled' }, ({ outcome }) => outcome === 'cancelled'],
    [{ errorCode: 'provider_timeout' }, ({ errorCode }) => errorCode === 'provider_timeout'],
    [{ costState: 'unpriced' }, ({ costState }) => costState === 'unpriced'],
    [{ isStream: true }, ({ isStream }) => isStream],
    [{ isStream: false }, ({ isStream }) => !isStream],
    [{ statusClass: 2 }, ({ httpStatus }) => httpStatus === 200 || httpStatus === 299],
    [{ statusClass: 3 }, ({ httpStatus }) => httpStatus === 300 || httpStatus === 399],
    [{ statusClass: 4 }, ({ httpStatus }) => [404, 429, 499].includes(httpStatus)],
    [{ statusClass: 5 }, ({ httpStatus }) => httpStatus >= 500],
    [{ minCostNanoUsd: 5e12 }, ({ costNanoUsd }) => costNanoUsd !== null && costNanoUsd >= 5e12],
    [{ minCostNanoUsd: 0 }, ({ costNanoUsd }) => costNanoUsd !== null],
    [{ minLatencyMs: 321.5 }, ({ latencyMs }) => latencyMs >= 321.5],
    [{ requestId: some?.requestId }, ({ requestId }) => requestId === some?.requestId],
    [{ clientRequestId: 'trace-50' }, ({ clientRequestId }) => clientRequestId === 'trace-50'],
    [
      { model: 'model-1' },
      ({ askedModel, sentModel, servedModel }) => [askedModel, sentModel, servedModel].includes('model-1'),
    ],
    [{ model: `model-2 "it's" \u{1F9A6}` }, ({ servedModel }) => servedModel === `model-2 "it's" \u{1F9A6}`],
    [
      { clientId: 'client-1', outcome: 'failed', isStream: true },
      ({ clientId, outcome, isStream }) => clientId === 'client-1' && outcome === 'failed' && isStream,
    ],
  ];

  it.each(FILTERS)('%j', async (filter, isMeant) => {
    const expected = newestFirst(records).filter(isMeant);
    expect(expected.length).toBeGreaterThan(0);
    await expect(requests.matching({ from: 0, ...filter }, 1_000)).resolves.toEqual(expected);
  });

  it.each<[string, RequestFilter]>([
    ['an id', { requestId: "x' OR '1'='1" }],
    ['a name', { model: "' OR 1=1 --" }],
    ['a client', { clientId: '"; DROP TABLE requests; --' }],
  ])('takes %s for a value, whatever it says', async (_, filter) => {
    await expect(requests.matching({ from: 0, ...filter }, 10)).resolves.toEqual([]);
    await expect(requests.countAll()).resolves.toBe(records.length);
  });

  it('hands out no more than asked for, between two ids', async () => {
    const ids = newestFirst(records).map(({ requestId }) => requestId);
    const query = { from: 0, before: ids[9], atLeast: ids[15] };
    const found = await requests.matching(query, 100);
    expect(found.map(({ requestId }) => requestId)).toEqual(ids.slice(10, 16));
    await expect(requests.matching(query, 3)).resolves.toEqual(found.slice(0, 3));
  });

  it.each([FROM + 12 * DAY_MS - 1, FROM + 13 * DAY_MS])('looks at the time of the row too: %d', async (startedAt) => {
    const { requestId } = requestRecord({ startedAt: FROM + 12.5 * DAY_MS });
    await new LedgerRepository(temporary.database, systemClock).apply([requestRecord({ requestId, startedAt })]);
    const query = { from: FROM + 12 * DAY_MS, to: FROM + 13 * DAY_MS };
    await expect(requests.matching(query, 10)).resolves.toEqual([]);
    await expect(requests.matching({ from: query.from - 1, to: query.to + 1 }, 10)).resolves.toHaveLength(1);
    await temporary.database.ledger.run((manager) =>
      manager.query('DELETE FROM requests WHERE request_id = ?', [requestId]),
    );
  });

  it('reads all that a row can hold', async () => {
    const full = requestRecord({
      startedAt: FROM + 10 * DAY_MS,
      usageDetails: { serviceTier: 'flex' },
      costFormula: { pricedBy: 'group', subject: 'fast', parts: [{ bucket: 'output', quantity: 3, picoUsdEach: 4 }] },
      savedNanoUsd: -7,
      imageCount: 2,
    });
    await new LedgerRepository(temporary.database, systemClock).apply([full]);
    const [read] = await requests.matching({ from: full.startedAt }, 10);
    expect(read).toStrictEqual(full);
    await expect(requests.findById(full.requestId)).resolves.toStrictEqual(full);
    await temporary.database.ledger.run((manager) =>
      manager.query('DELETE FROM requests WHERE started_at = ?', [full.startedAt]),
    );
  });
});

describe('stretchEnd', () => {
  it.each<[RequestQuery, number]>([
    [{ from: 0 }, 1],
    [{ from: 0 }, 100],
    [{ from: 0, clientId: 'client-3' }, 20],
    // Counted whether they match or not.
    [{ from: 0, outcome: 'failed' }, 100],
    [{ from: FROM + DAY_MS, to: FROM + DAY_MS + DAY_MS / 2 }, 50],
  ])('of %j is the row number %d', async (query, most) => {
    const passed = newestFirst(records).filter(
      ({ startedAt, clientId }) =>
        startedAt >= query.from &&
        startedAt < (query.to ?? Infinity) &&
        (query.clientId === undefined || clientId === query.clientId),
    );
    await expect(requests.stretchEnd(query, most)).resolves.toBe(passed[most - 1]?.requestId);
    await expect(requests.stretchEnd(query, passed.length)).resolves.toBe(passed.at(-1)?.requestId);
    await expect(requests.stretchEnd(query, passed.length + 1)).resolves.toBeUndefined();
  });
});

describe('the plan of the database', () => {
  const planOf = (statement: 'rows' | 'stretch', query: RequestQuery): Promise<string[]> =>
    temporary.database.reader.run(async (manager) => {
      const { sql, parameters }: Statement =
        statement === 'rows' ? rowsStatement(manager, query, 50) : stretchStatement(manager, query, 50_000);
      const plan = await manager.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]);
      return plan.map(({ detail }) => detail);
    });
  const BY_ID = 'USING INDEX sqlite_autoindex_requests_1 (request_id>? AND request_id<?)';
  const BY_CLIENT = 'USING INDEX ix_requests_client_id_request_id (client_id=? AND request_id>? AND request_id<?)';
  const range: RequestQuery = { from: FROM, to: FROM + DAY_MS, before: idsFrom(FROM + 5), atLeast: idsFrom(FROM) };
  const others: RequestFilter = { model: 'm', providerId: 'a', outcome: 'failed', isStream: true, minCostNanoUsd: 1 };

  it.each<[string, RequestQuery, string]>([
    ['the order of ids', range, BY_ID],
    ['the order of ids for any other filter', { ...range, ...others }, BY_ID],
    ['those of the client', { ...range, clientId: 'c' }, BY_CLIENT],
    ['those of the client for more filters', { ...range, ...others, clientId: 'c' }, BY_CLIENT],
    ['the id alone', { from: 0, requestId: 'r' }, 'USING INDEX sqlite_autoindex_requests_1 (request_id=?)'],
  ])('reads %s and sorts nothing', async (_, query, index) => {
    await expect(planOf('rows', query)).resolves.toEqual([`SEARCH requests ${index}`]);
    // The end of a stretch is found without a single row.
    const covering = `SEARCH requests ${index.replace('USING INDEX', 'USING COVERING INDEX')}`;
    await expect(planOf('stretch', query)).resolves.toEqual([covering]);
  });
});

describe('idsFrom', () => {
  it.each([
    [0, '00000000-0000'],
    [FROM, '01a1f640-bc00'],
    [FROM + 0.5, '01a1f640-bc01'],
    [-1, '00000000-0000'],
    [Number.MAX_SAFE_INTEGER, 'ffffffff-ffff'],
  ])('%d', (atMs, prefix) => {
    expect(idsFrom(atMs)).toBe(prefix);
  });

  it('parts the ids of two milliseconds', () => {
    const [earlier, later] = [requestRecord({ startedAt: FROM - 1 }), requestRecord({ startedAt: FROM })];
    expect(earlier.requestId < idsFrom(FROM)).toBe(true);
    expect(later.requestId > idsFrom(FROM)).toBe(true);
  });
});

describe('findDetail', () => {
  const repricing = (runId: string, repricedAt: number, requestId = some?.requestId ?? ''): RepricingEntity => ({
    runId,
    requestId,
    repricedAt,
    oldCostNanoUsd: 1,
    oldCostState: 'priced',
    oldPriceId: 'a/m#1',
    newCostNanoUsd: null,
    newCostState: 'unpriced',
    newPriceId: null,
  });

  it('is the row with its re-pricings, newest first', async () => {
    const stored = [repricing('a', 5), repricing('b', 9), repricing('c', 9), repricing('b', 7, 'another')];
    await temporary.database.ledger.run((manager) => manager.insert(RepricingEntity, stored));
    await expect(requests.findDetail(some?.requestId ?? '')).resolves.toEqual({
      request: some,
      repricings: [stored[2], stored[1], stored[0]],
    });
  });

  it('has none where nothing was re-priced, and is none for an id that nobody has', async () => {
    await expect(requests.findDetail(records[1]?.requestId ?? '')).resolves.toEqual({
      request: records[1],
      repricings: [],
    });
    await expect(requests.findDetail('another')).resolves.toBeNull();
  });
});
