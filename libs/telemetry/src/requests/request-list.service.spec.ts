import { uuidV7 } from '@app/common';
import type { RequestFilter, RequestRecord } from '@app/contracts';
import { SeededRandom } from '../../../../test/support/seeded-random';
import { randomRecords } from '../../../persistence/src/testing/random-records';
import { requestRecord } from '../testing/request-record';
import { idsOf, newestFirst, pagesOf, storedRequests } from '../testing/stored-requests';
import type { StoredRequests } from '../testing/stored-requests';

const DAY_MS = 24 * 60 * 60_000;
const FROM = Date.parse('2026-11-18T00:00:00Z');
const wide = { from: FROM, to: FROM + 5 * DAY_MS };

describe('RequestListService', () => {
  let stored: StoredRequests;
  beforeEach(async () => {
    stored = await storedRequests();
  });
  afterEach(() => stored.ledger.remove());
  const store = (records: readonly RequestRecord[]): Promise<number> => stored.ledger.repository.apply(records);

  describe('over random rows', () => {
    const FILTERS: readonly (readonly [RequestFilter, (record: RequestRecord) => boolean])[] = [
      [{}, () => true],
      [{ clientId: 'client-3' }, ({ clientId }) => clientId === 'client-3'],
      [{ outcome: 'failed', isStream: true }, ({ outcome, isStream }) => outcome === 'failed' && isStream],
      [{ groupName: 'nowhere' }, () => false],
    ];

    it.each([1, 2, 3, 4, 5, 6])('each row comes once, whatever the size of pages and scans (seed %d)', async (seed) => {
      const random = new SeededRandom(seed);
      const records = randomRecords(seed, 300, FROM);
      await store(records);
      for (const [filter, isMeant] of FILTERS) {
        const limit = 1 + random.below(60);
        const rowsPerScan = 1 + random.below(90);
        const pages = await pagesOf(stored.list({ rowsPerScan }), { ...wide, ...filter }, { limit });
        expect(pages.flat()).toEqual(newestFirst(records.filter(isMeant)));
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(Math.min(limit, rowsPerScan));
      }
    });

    it.each([11, 12, 13])(
      'rows that come in meanwhile change nothing for those that were there (seed %d)',
      async (seed) => {
        const random = new SeededRandom(seed);
        const records = randomRecords(seed, 200, FROM);
        const added: RequestRecord[] = [];
        await store(records);
        const addSome = async (): Promise<void> => {
          // New ones, and late ones that the journal kept.
          const more = randomRecords(random.below(1e9), random.below(12), FROM, 2 + random.below(3));
          added.push(...more);
          await store(more);
        };
        const list = stored.list({ rowsPerScan: 40 });
        const pages = await pagesOf(list, { ...wide, isStream: true }, { limit: 1 + random.below(9) }, addSome);
        const seen = idsOf(pages.flat());
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(seen.toSorted().toReversed());
        const known = new Set(idsOf(added));
        expect(seen.filter((id) => !known.has(id))).toEqual(
          idsOf(newestFirst(records.filter(({ isStream }) => isStream))),
        );
      },
    );
  });

  describe('of a filter that hardly any row meets', () => {
    it('returns what it has found within the limit, and goes on from there', async () => {
      const records = Array.from({ length: 25 }, (_, index) =>
        requestRecord({ httpStatus: index % 10 === 0 ? 500 : 200 }),
      );
      await store(records);
      const list = stored.list({ rowsPerScan: 10 });
      const pages = await pagesOf(list, { ...wide, statusClass: 5 });
      expect(pages.map((page) => page.length)).toEqual([1, 1, 1]);
      expect(idsOf(pages.flat())).toEqual([20, 10, 0].map((index) => records[index]?.requestId));
    });

    it.each([
      [{}, [0, 0, 1]],
      // Only rows of the client count.
      [{ clientId: 'rare' }, [1]],
    ])('%j takes pages with %j rows', async (filter, lengths) => {
      await store([requestRecord({ clientId: 'rare', errorCode: 'odd' })]);
      await store(Array.from({ length: 25 }, () => requestRecord()));
      const pages = await pagesOf(stored.list({ rowsPerScan: 10 }), { ...wide, ...filter, errorCode: 'odd' });
      expect(pages.map((page) => page.length)).toEqual(lengths);
    });

    it('looks at 50,000 rows at most, as the module says', async () => {
      const stretchEnd = jest.spyOn(stored.ledger.requests, 'stretchEnd');
      await stored.list().page(wide);
      expect(stretchEnd).toHaveBeenCalledWith(expect.objectContaining(wide), 50_000);
    });
  });

  describe('the range', () => {
    const now = Date.parse('2026-11-22T10:00:00Z');
    const at = (startedAt: number): RequestRecord => requestRecord({ startedAt, requestId: uuidV7(startedAt) });

    it('is the last 24 hours', async () => {
      const [old, first, last] = [at(now - DAY_MS - 1), at(now - DAY_MS), at(now + 5)];
      await store([old, first, last]);
      expect(idsOf((await stored.list().page({})).requests)).toEqual(idsOf([last, first]));
    });

    it('begins 24 hours before a given end', async () => {
      const rows = [at(now - 3 * DAY_MS - 1), at(now - 3 * DAY_MS), at(now - 2 * DAY_MS - 1), at(now - 2 * DAY_MS)];
      await store(rows);
      const { requests } = await stored.list().page({ to: now - 2 * DAY_MS });
      expect(idsOf(requests)).toEqual(idsOf([rows[2], rows[1]].flatMap((row) => row ?? [])));
    });

    it('does not move while somebody reads on', async () => {
      const rows = [at(now - DAY_MS + 1), at(now - 5), at(now - 4)];
      await store(rows);
      const list = stored.list();
      const pages = await pagesOf(list, {}, { limit: 1 }, () => stored.clock.advance(60_000));
      expect(idsOf(pages.flat())).toEqual(idsOf(newestFirst(rows)));
    });

    it('is all time for the id of a request', async () => {
      const old = at(now - 300 * DAY_MS);
      await store([old, at(now - 1)]);
      await expect(stored.list().page({ requestId: old.requestId })).resolves.toEqual({
        requests: [old],
        nextCursor: null,
      });
    });
  });

  describe('a page', () => {
    it('has 50 rows, and 200 at most', async () => {
      await store(Array.from({ length: 260 }, () => requestRecord()));
      const list = stored.list();
      expect((await list.page(wide)).requests).toHaveLength(50);
      expect((await list.page(wide, { limit: 200 })).requests).toHaveLength(200);
    });

    it('that takes all there is has no cursor', async () => {
      await store([requestRecord(), requestRecord()]);
      await expect(stored.list().page(wide, { limit: 2 })).resolves.toMatchObject({ nextCursor: null });
      await expect(stored.list().page(wide, { limit: 1 })).resolves.toMatchObject({ nextCursor: expect.any(String) });
    });

    it.each([0, 201, -1, 1.5, Number.NaN])('of %d rows is none', async (limit) => {
      await expect(stored.list().page(wide, { limit })).rejects.toMatchObject({ httpStatus: 400, param: 'limit' });
    });

    it('goes on with its own filters alone', async () => {
      await store([requestRecord(), requestRecord()]);
      const { nextCursor } = await stored.list().page(wide, { limit: 1 });
      const page = stored.list().page({ ...wide, isStream: false }, { cursor: nextCursor ?? '' });
      await expect(page).rejects.toMatchObject({ httpStatus: 400, param: 'cursor' });
    });
  });
});
