import type { RequestRecord } from '@app/contracts';
import { DatabaseUnavailableError } from '../errors/database-unavailable.error';
import { RowRefusedError } from '../errors/row-refused.error';
import { requestRecord, requestRecords } from '../testing/request-records';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { RequestRepository } from './request.repository';

describe('RequestRepository', () => {
  let temporary: TemporaryDatabase;
  let requests: RequestRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase({ busyTimeoutMs: 30 });
    requests = new RequestRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  it('returns a record as it was stored, fractions and large numbers included', async () => {
    const record = requestRecord({ costNanoUsd: 9_007_199_254_740_991, startedAt: 4_102_444_800_123 });
    await expect(requests.insertBatch([record])).resolves.toBe(1);
    const found = await requests.findById(record.requestId);
    expect(found).toStrictEqual(record);
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  });

  it('keeps null apart from zero and false', async () => {
    const unknown = requestRecord({
      clientRequestId: null,
      route: null,
      groupName: null,
      providerId: null,
      sentModel: null,
      servedModel: null,
      outcome: 'cancelled',
      httpStatus: 499,
      errorCode: 'client_closed',
      isStream: false,
      freshInputTokens: null,
      cachedInputTokens: null,
      cacheWriteTokens: null,
      outputTokens: 0,
      reasoningTokens: null,
      usageSource: null,
      costNanoUsd: null,
      costState: null,
      priceId: null,
      latencyMs: 0,
      timeToFirstTokenMs: null,
      overheadMs: null,
    });
    await requests.insertBatch([unknown, requestRecord()]);
    await expect(requests.findById(unknown.requestId)).resolves.toStrictEqual(unknown);
  });

  it.each([
    "x'); DROP TABLE requests;--",
    `"; DELETE FROM requests WHERE '1'='1`,
    '? ?1 :name @name $name',
    'back\\slash \n new line \u{1F9AB} ünï',
    'a'.repeat(100_000),
  ])('stores text verbatim: %.40p', async (text) => {
    const record = requestRecord({ requestId: text, clientRequestId: text, askedModel: text, errorCode: text });
    await requests.insertBatch([requestRecord(), record]);
    await expect(requests.findById(text)).resolves.toStrictEqual(record);
    await expect(requests.countAll()).resolves.toBe(2);
  });

  it('stores 5,000 rows exactly once although batches come twice', async () => {
    const records = requestRecords(5_000);
    await expect(requests.insertBatch(records.slice(0, 1_000))).resolves.toBe(1_000);
    await expect(requests.insertBatch(records.slice(500, 1_500))).resolves.toBe(500);
    await expect(requests.insertBatch(records.slice(1_500))).resolves.toBe(3_500);
    await expect(requests.insertBatch(records.slice(1_500))).resolves.toBe(0);
    await expect(requests.countAll()).resolves.toBe(5_000);
    const totals: unknown = await temporary.database.reader.run((manager) =>
      manager.query('SELECT COUNT(DISTINCT request_id) AS ids, SUM(cost_nano_usd) AS cost FROM requests'),
    );
    expect(totals).toEqual([{ ids: 5_000, cost: 5_000 * 4_321_987 }]);
  });

  it('keeps the first of two rows with one id, within a batch as well', async () => {
    const first = requestRecord({ httpStatus: 200 });
    const second = { ...first, httpStatus: 500 };
    await expect(requests.insertBatch([first, second])).resolves.toBe(1);
    await expect(requests.insertBatch([second])).resolves.toBe(0);
    await expect(requests.findById(first.requestId)).resolves.toMatchObject({ httpStatus: 200 });
  });

  it('stores all of a batch or nothing, and says that a row was at fault', async () => {
    const records: RequestRecord[] = requestRecords(250);
    const broken = Object.assign(requestRecord(), { clientId: null });
    await expect(requests.insertBatch([...records, broken])).rejects.toBeInstanceOf(RowRefusedError);
    await expect(requests.countAll()).resolves.toBe(0);
    await expect(requests.insertBatch(records)).resolves.toBe(250);
  });

  it('does nothing for an empty batch', async () => {
    await expect(requests.insertBatch([])).resolves.toBe(0);
  });

  it('takes batches at once', async () => {
    const batches = Array.from({ length: 10 }, () => Array.from({ length: 120 }, () => requestRecord()));
    const inserted = await Promise.all(batches.map((batch) => requests.insertBatch(batch)));
    expect(inserted).toEqual(batches.map(() => 120));
    await expect(requests.countAll()).resolves.toBe(1_200);
  });

  it('says that the database is away while another connection writes', async () => {
    let attempt: Promise<unknown> = Promise.resolve();
    await temporary.database.control.transaction(async () => {
      attempt = requests.insertBatch([requestRecord()]).catch((error: unknown) => error);
      await attempt;
    });
    await expect(attempt).resolves.toBeInstanceOf(DatabaseUnavailableError);
    await expect(requests.countAll()).resolves.toBe(0);
  });

  it('lists the newest first', async () => {
    const records = requestRecords(30);
    await requests.insertBatch([...records].reverse());
    const recent = await requests.listRecent(3);
    expect(recent).toStrictEqual(records.slice(-3).reverse());
    await expect(requests.listRecent(100)).resolves.toHaveLength(30);
  });

  it('finds nothing for an unknown id', async () => {
    await expect(requests.findById('nothing')).resolves.toBeNull();
  });
});
