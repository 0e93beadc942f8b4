import type { RequestRecord } from '@app/contracts';
import { Logger } from '@nestjs/common';
import { temporaryLedger, until } from '../testing/ledger';
import type { Ledger } from '../testing/ledger';
import { ManualTime } from '../testing/manual-time';
import { requestRecord } from '../testing/request-record';
import { JOURNAL_DEFAULTS, type JournalOptions } from '../journal/journal-options';
import { Journals } from '../journal/journals';
import { DEFAULT_LIMITS } from './request-log-limits';
import type { RequestLogLimits } from './request-log-limits';
import { RequestLogWriter } from './request-log.writer';

describe('RequestLogWriter', () => {
  let ledger: Ledger;
  let time: ManualTime;
  let errors: jest.SpyInstance;
  beforeEach(async () => {
    errors = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
    ledger = await temporaryLedger();
    time = new ManualTime();
  });
  afterEach(async () => {
    await ledger.remove();
    jest.restoreAllMocks();
  });

  /** What the files of a journal do has specs of its own. */
  const writerWith = async (
    limits: Partial<RequestLogLimits> = {},
    options: Partial<JournalOptions> = {},
  ): Promise<RequestLogWriter> => {
    const journal = { ...JOURNAL_DEFAULTS, folder: '', durability: 'memory', reserveBytes: 0, ...options } as const;
    const journals = await Journals.open(journal, time);
    return new RequestLogWriter(journals, ledger.repository, time, { ...DEFAULT_LIMITS, ...limits });
  };
  const recordMany = (writer: RequestLogWriter, count: number): string[] => {
    const records = Array.from({ length: count }, () => requestRecord());
    for (const record of records) void writer.record(record);
    return records.map(({ requestId }) => requestId);
  };
  const idle = (writer: RequestLogWriter): Promise<void> => until(() => writer.state().queued === 0);
  const logged = (): string[] => errors.mock.calls.map(([message]) => String(message));

  describe('batches', () => {
    it('writes nothing while a request records itself', async () => {
      const writer = await writerWith();
      recordMany(writer, 199);
      expect(ledger.repository.batches).toEqual([]);
      expect(writer.state()).toEqual({ queued: 199, dropped: 0, isDegraded: false, isFull: false });
    });

    it('writes what has gathered 200 ms after the first record', async () => {
      const writer = await writerWith();
      const first = recordMany(writer, 1);
      time.advance(150);
      const second = recordMany(writer, 2);
      expect(time.pending()).toEqual([50]);
      time.advance(49);
      expect(ledger.repository.batches).toEqual([]);
      time.advance(1);
      await idle(writer);
      expect(ledger.repository.batches).toEqual([3]);
      await expect(ledger.storedIds()).resolves.toEqual([...first, ...second]);
      expect(time.pending()).toEqual([]);
    });

    it('does not wait when 200 are there', async () => {
      const writer = await writerWith();
      const ids = recordMany(writer, 200);
      await idle(writer);
      expect(ledger.repository.batches).toEqual([200]);
      await expect(ledger.storedIds()).resolves.toEqual(ids);
    });

    it('lets records that came during a transaction gather company', async () => {
      const writer = await writerWith();
      await writer.flush();
      recordMany(writer, 200);
      recordMany(writer, 5);
      await until(() => writer.state().queued === 5 && time.pending().length > 0);
      expect(time.pending()).toEqual([200]);
      time.advance(200);
      await idle(writer);
      expect(ledger.repository.batches).toEqual([200, 5]);
    });

    it('takes at most 1,000 in a transaction, one transaction at a time, in order', async () => {
      const writer = await writerWith();
      const ids = recordMany(writer, 2_500);
      await writer.flush();
      expect(ledger.repository.batches).toEqual([1_000, 1_000, 500]);
      expect(ledger.repository.busiest).toBe(1);
      await expect(ledger.storedIds()).resolves.toEqual(ids);
    });

    it('stores a record once that was recorded twice', async () => {
      const writer = await writerWith();
      const record = requestRecord();
      void writer.record(record);
      void writer.record(record);
      await writer.flush();
      void writer.record(record);
      await writer.flush();
      await expect(ledger.storedIds()).resolves.toEqual([record.requestId]);
      expect(writer.state()).toEqual({ queued: 0, dropped: 0, isDegraded: false, isFull: false });
    });
  });

  describe('flush', () => {
    it('resolves at once when there is nothing to store', async () => {
      await (await writerWith()).flush();
      expect(ledger.repository.batches).toEqual([]);
    });

    it('resolves when the records queued so far are readable, without the timer', async () => {
      const writer = await writerWith();
      const record = requestRecord();
      void writer.record(record);
      await writer.flush();
      await expect(ledger.requests.findById(record.requestId)).resolves.toStrictEqual(record);
      expect(time.pending()).toEqual([]);
    });

    it('serves several who wait', async () => {
      const writer = await writerWith();
      const ids = recordMany(writer, 150);
      const flushes = [writer.flush(), writer.flush()];
      ids.push(...recordMany(writer, 50));
      flushes.push(writer.flush());
      await Promise.all(flushes);
      await expect(ledger.storedIds()).resolves.toEqual(ids);
    });

    it('waits until a locked database is free', async () => {
      const writer = await writerWith();
      const unlock = await ledger.lock();
      const ids = recordMany(writer, 3);
      let isFlushed = false;
      const flushed = writer.flush().then(() => {
        isFlushed = true;
      });
      await until(() => writer.state().isDegraded);
      expect(isFlushed).toBe(false);
      await unlock();
      time.advance(50);
      await flushed;
      await expect(ledger.storedIds()).resolves.toEqual(ids);
    });
  });

  describe('a full queue', () => {
    it('refuses the newest record and logs it with its id and its cost', async () => {
      const writer = await writerWith({}, { maxHeldRecords: 3 });
      const kept = recordMany(writer, 3);
      const refused = requestRecord({ costNanoUsd: 77_000 });
      const unpriced = requestRecord({ costNanoUsd: null });
      await writer.record(refused);
      void writer.record(unpriced);
      expect(writer.state()).toMatchObject({ queued: 3, dropped: 2 });
      expect(logged()).toEqual([
        `Request record ${refused.requestId} (cost 77000 nano-USD) is lost: the database takes nothing and memory is full.`,
        `Request record ${unpriced.requestId} (cost unknown nano-USD) is lost: the database takes nothing and memory is full.`,
      ]);
      await writer.flush();
      await expect(ledger.storedIds()).resolves.toEqual(kept);
    });

    it('takes records again when there is room', async () => {
      const writer = await writerWith({}, { maxHeldRecords: 2 });
      const ids = recordMany(writer, 2);
      await writer.flush();
      ids.push(...recordMany(writer, 2));
      await writer.flush();
      await expect(ledger.storedIds()).resolves.toEqual(ids);
      expect(writer.state().dropped).toBe(0);
    });

    it('holds 4,096 records by default', async () => {
      const writer = await writerWith();
      const unlock = await ledger.lock();
      recordMany(writer, 4_100);
      expect(writer.state()).toMatchObject({ queued: 4_096, dropped: 4 });
      await unlock();
      await writer.flush();
      await expect(ledger.requests.countAll()).resolves.toBe(4_096);
    });
  });

  describe('a locked database', () => {
    it('loses nothing, keeps the order, and says how it fares', async () => {
      const writer = await writerWith();
      const unlock = await ledger.lock();
      const ids = recordMany(writer, 220);
      await until(() => writer.state().isDegraded);
      expect(writer.state()).toEqual({
        queued: 220,
        dropped: 0,
        lastError: 'The database does not answer (SQLITE_BUSY); try again shortly.',
        isDegraded: true,
        isFull: false,
      });
      ids.push(...recordMany(writer, 400));
      await unlock();
      time.advance(50);
      await idle(writer);
      await expect(ledger.storedIds()).resolves.toEqual(ids);
      expect(writer.state()).toEqual({ queued: 0, dropped: 0, isDegraded: false, isFull: false });
    });

    it('is tried again after 50 ms, then twice as long each time, up to 5 s, and logged once', async () => {
      const writer = await writerWith();
      const unlock = await ledger.lock();
      recordMany(writer, 200);
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 9; attempt += 1) {
        await until(() => ledger.repository.batches.length === attempt && time.pending().length === 1);
        const [waitMs = 0] = time.pending();
        waits.push(waitMs);
        recordMany(writer, 100);
        time.advance(waitMs);
      }
      expect(waits).toEqual([50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
      expect(logged()).toHaveLength(1);
      await unlock();
      await writer.flush();
      await expect(ledger.requests.countAll()).resolves.toBe(1_100);
    });

    it('starts again with the shortest wait after a success', async () => {
      const writer = await writerWith();
      for (let round = 1; round <= 2; round += 1) {
        const unlock = await ledger.lock();
        recordMany(writer, 200);
        await until(() => time.pending().length === 1);
        expect(time.pending()).toEqual([50]);
        await unlock();
        time.advance(50);
        await idle(writer);
      }
      await expect(ledger.requests.countAll()).resolves.toBe(400);
    });
  });

  describe('a row that the database refuses', () => {
    const broken = (): RequestRecord => Object.assign(requestRecord({ costNanoUsd: 9 }), { endpoint: null });

    it('does not hold up the others', async () => {
      const writer = await writerWith();
      const ids = recordMany(writer, 37);
      const rows = [broken(), broken()];
      for (const row of rows) {
        void writer.record(row);
        ids.push(...recordMany(writer, 10));
      }
      await writer.flush();
      expect((await ledger.storedIds()).sort()).toEqual(ids);
      expect(writer.state()).toEqual({ queued: 0, dropped: 2, isDegraded: false, isFull: false });
      for (const { requestId } of rows) {
        const lost = new RegExp(`${requestId} \\(cost 9 nano-USD\\) is lost: .*NOT NULL`);
        expect(logged()).toContainEqual(expect.stringMatching(lost));
      }
      expect(logged()).toHaveLength(2);
    });

    it('is dropped once although the database goes away meanwhile', async () => {
      const writer = await writerWith();
      const unlock = await ledger.lock();
      void writer.record(broken());
      const ids = recordMany(writer, 5);
      const flushed = writer.flush();
      await until(() => writer.state().isDegraded);
      await unlock();
      time.advance(50);
      await flushed;
      await expect(ledger.storedIds()).resolves.toEqual(ids);
      expect(writer.state().dropped).toBe(1);
    });
  });

  describe('shutdown', () => {
    it('stores what is queued', async () => {
      const writer = await writerWith();
      const ids = recordMany(writer, 42);
      await writer.onApplicationShutdown();
      await expect(ledger.storedIds()).resolves.toEqual(ids);
      expect(time.pending()).toEqual([]);
    });

    it('stores what comes while it waits', async () => {
      const writer = await writerWith();
      const ids = recordMany(writer, 150);
      const shutdown = writer.onApplicationShutdown();
      ids.push(...recordMany(writer, 7));
      await shutdown;
      await expect(ledger.storedIds()).resolves.toEqual(ids);
    });

    it('tries at once a database that was away', async () => {
      const writer = await writerWith({ firstRetryMs: 60_000, longestRetryMs: 60_000 });
      const unlock = await ledger.lock();
      const ids = recordMany(writer, 200);
      await until(() => writer.state().isDegraded);
      await unlock();
      await writer.onApplicationShutdown();
      await expect(ledger.storedIds()).resolves.toEqual(ids);
    });

    it('gives up after 10 s, names what is lost and stops trying', async () => {
      const writer = await writerWith({ firstRetryMs: 60_000, longestRetryMs: 60_000 });
      const unlock = await ledger.lock();
      const ids = recordMany(writer, 3);
      const shutdown = writer.onApplicationShutdown();
      await until(() => writer.state().isDegraded);
      time.advance(9_999);
      expect(writer.state().dropped).toBe(0);
      time.advance(1);
      await shutdown;
      expect(writer.state().dropped).toBe(3);
      for (const id of ids) expect(logged()).toContainEqual(expect.stringContaining(id));
      expect(time.pending()).toEqual([]);
      await unlock();
    });
  });
});
