import type { RequestRecord } from '@app/contracts';
import { DatabaseUnavailableError } from '../errors/database-unavailable.error';
import { RowRefusedError } from '../errors/row-refused.error';
import { requestRecord, requestRecords } from '../testing/request-records';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { LedgerRepository } from './ledger.repository';
import { RequestRepository } from '../requests/request.repository';

describe('LedgerRepository', () => {
  let temporary: TemporaryDatabase;
  let ledger: LedgerRepository;
  let requests: RequestRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase({ busyTimeoutMs: 30 });
    ledger = new LedgerRepository(temporary.database, new ManualClock());
    requests = new RequestRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  it('returns a record as it was stored, fractions and large numbers included', async () => {
    const record = requestRecord({ costNanoUsd: 9_007_199_254_740_991, startedAt: 4_102_444_800_123 });
    await expect(ledger.apply([record])).resolves.toBe(1);
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
    await ledger.apply([unknown, requestRecord()]);
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
    await ledger.apply([requestRecord(), record]);
    await expect(requests.findById(text)).resolves.toStrictEqual(record);
    await expect(requests.countAll()).resolves.toBe(2);
  });

  it('stores 5,000 rows exactly once although batches come twice', async () => {
    const records = requestRecords(5_000);
    await expect(ledger.apply(records.slice(0, 1_000))).resolves.toBe(1_000);
    await expect(ledger.apply(records.slice(500, 1_500))).resolves.toBe(500);
    await expect(ledger.apply(records.slice(1_500))).resolves.toBe(3_500);
    await expect(ledger.apply(records.slice(1_500))).resolves.toBe(0);
    await expect(requests.countAll()).resolves.toBe(5_000);
    const totals: unknown = await temporary.database.reader.run((manager) =>
      manager.query('SELECT COUNT(DISTINCT request_id) AS ids, SUM(cost_nano_usd) AS cost FROM requests'),
    );
    expect(totals).toEqual([{ ids: 5_000, cost: 5_000 * 4_321_987 }]);
  });

  it('keeps the first of two rows with one id, within a batch as well', async () => {
    const first = requestRecord({ httpStatus: 200 });
    const second = { ...first, httpStatus: 500 };
    await expect(ledger.apply([first, second])).resolves.toBe(1);
    await expect(ledger.apply([second])).resolves.toBe(0);
    await expect(requests.findById(first.requestId)).resolves.toMatchObject({ httpStatus: 200 });
  });

  it('stores all of a batch or nothing, and says that a row was at fault', async () => {
    const records: RequestRecord[] = requestRecords(250);
    const broken = Object.assign(requestRecord(), { clientId: null });
    await expect(ledger.apply([...records, broken])).rejects.toBeInstanceOf(RowRefusedError);
    await expect(requests.countAll()).resolves.toBe(0);
    await expect(ledger.apply(records)).resolves.toBe(250);
  });

  it('does nothing for an empty batch', async () => {
    await expect(ledger.apply([])).resolves.toBe(0);
  });

  it('takes batches at once', async () => {
    const batches = Array.from({ length: 10 }, () => Array.from({ length: 120 }, () => requestRecord()));
    const inserted = await Promise.all(batches.map((batch) => ledger.apply(batch)));
    expect(inserted).toEqual(batches.map(() => 120));
    await expect(requests.countAll()).resolves.toBe(1_200);
  });

  it('says that the database is away while another connection writes', async () => {
    let attempt: Promise<unknown> = Promise.resolve();
    await temporary.database.control.transaction(async () => {
      attempt = ledger.apply([requestRecord()]).catch((error: unknown) => error);
      await attempt;
    });
    await expect(attempt).resolves.toBeInstanceOf(DatabaseUnavailableError);
    await expect(requests.countAll()).resolves.toBe(0);
  });

  it('lists the newest first', async () => {
    const records = requestRecords(30);
    await ledger.apply([...records].reverse());
    const recent = await requests.listRecent(3);
    expect(recent).toStrictEqual(records.slice(-3).reverse());
    await expect(requests.listRecent(100)).resolves.toHaveLength(30);
  });

  it('finds nothing for an unknown id', async () => {
    await expect(requests.findById('nothing')).resolves.toBeNull();
  });

  describe('the checkpoint', () => {
    const at = (byteOffset: number) => ({ journalId: 'journal-1', segment: 3, byteOffset });

    it('is none before the first', async () => {
      await expect(ledger.checkpointOf('journal-1')).resolves.toBeUndefined();
    });

    it('goes on with the rows, each journal for itself', async () => {
      await ledger.apply(requestRecords(2), at(100));
      await ledger.apply([], at(250));
      await ledger.apply([], { ...at(7), journalId: 'journal-2' });
      await expect(ledger.checkpointOf('journal-1')).resolves.toEqual(at(250));
      await expect(ledger.checkpointOf('journal-2')).resolves.toMatchObject({ byteOffset: 7 });
    });

    it('stays where it is when the rows are refused', async () => {
      await ledger.apply([], at(100));
      const broken = Object.assign(requestRecord(), { clientId: null });
      await expect(ledger.apply([broken], at(200))).rejects.toBeInstanceOf(RowRefusedError);
      await expect(ledger.checkpointOf('journal-1')).resolves.toEqual(at(100));
    });
  });
});
