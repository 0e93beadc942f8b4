import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, uuidV7, zonedBuckets } from '@app/common';
import type { RequestRecord, UsageFilter, UsageGrouping, UsageStep } from '@app/contracts';
import { LedgerRepository, openDatabase, UsageReportRepository, type Database } from '@app/persistence';
import { requestRecord } from '../testing/request-record';
import { UsageReports } from './usage-reports.service';

const DAY_MS = 86_400_000;
const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago'];
/** Around days on which clocks are changed in New York, Lord Howe and Santiago. */
const WEEKS = ['2026-03-07T00:00:00Z', '2026-04-03T00:00:00Z', '2026-10-31T00:00:00Z'].map((text) => Date.parse(text));
const MODELS = ['openai/gpt-4o', 'openai/gpt-5.4', 'grok/grok-4.3', 'gemini/gemini-3.6-flash'];

let state = 42;
const random = (): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return state / 4_294_967_296;
};
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

function randomRecord(): RequestRecord {
  const [providerId = '', model = ''] = pick(MODELS).split('/');
  const outcome = random() < 0.9 ? 'completed' : pick(['failed', 'cancelled'] as const);
  const costState = random() < 0.9 ? 'priced' : pick(['unpriced', 'free'] as const);
  const startedAt = pick(WEEKS) + Math.floor(random() * 5 * DAY_MS);
  return requestRecord({
    requestId: uuidV7(startedAt),
    startedAt,
    clientId: pick(['c1', 'c2', 'c3']),
    providerId,
    sentModel: model,
    servedModel: model,
    groupName: pick([null, 'fast-flow', 'dispatcher']),
    outcome,
    errorCode: outcome === 'completed' ? null : pick(['rate_limit_exceeded', 'client_gone']),
    isStream: random() < 0.5,
    freshInputTokens: Math.floor(random() * 10_000),
    cachedInputTokens: Math.floor(random() * 100),
    outputTokens: Math.floor(random() * 2_000),
    reasoningTokens: Math.floor(random() * 50),
    costState,
    costNanoUsd: costState === 'priced' ? Math.floor(random() * 1e9) : costState === 'free' ? 0 : null,
    savedNanoUsd: random() < 0.2 ? 1_000 : null,
    latencyMs: 2 ** (random() * 14),
    timeToFirstTokenMs: random() < 0.5 ? 2 ** (random() * 10) : null,
  });
}

const RECORDS = Array.from({ length: 3_000 }, randomRecord);

const costIn = (from: number, to: number, fits: (record: RequestRecord) => boolean = () => true): number =>
  RECORDS.filter(({ startedAt }) => startedAt >= from && startedAt < to)
    .filter(fits)
    .reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0);

describe('UsageReports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gophergate-reports-'));
  let database: Database;
  let reports: UsageReports;
  beforeAll(async () => {
    database = await openDatabase(join(folder, 'ledger.sqlite'));
    const ledger = new LedgerRepository(database, systemClock);
    for (let start = 0; start < RECORDS.length; start += 500) await ledger.apply(RECORDS.slice(start, start + 500));
    reports = new UsageReports(new UsageReportRepository(database));
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(ZONES)('in %s', (zone) => {
    it.each(WEEKS)('single days add up to their range, and to the rows, to the nano-USD (%d)', async (week) => {
      const days = zonedBuckets(week, week + 4 * DAY_MS, 'day', zone);
      const [from = 0] = days;
      const to = days.at(-1) ?? 0;
      let sum = 0;
      for (let index = 0; index < days.length - 1; index++) {
        const [start = 0, end = 0] = [days[index], days[index + 1]];
        const { current } = await reports.summary({ from: start, to: end, zone });
        expect(current.costNanoUsd).toBe(costIn(start, end));
        sum += current.costNanoUsd;
      }
      const { current, covered } = await reports.summary({ from, to, zone });
      expect(covered).toEqual({ from, to, source: 'roll_ups', isWidenedToDays: false });
      expect(current.costNanoUsd).toBe(sum);
      expect(current.costNanoUsd).toBe(costIn(from, to));
    });

    it.each<UsageStep>(['quarter', 'hour', 'day', 'month'])(
      'a course by the %s adds up to the summary',
      async (step) => {
        const [week = 0] = WEEKS;
        const from = zonedBuckets(week, week + 1, 'day', zone)[0] ?? 0;
        const range = { from, to: from + 4 * DAY_MS, zone };
        for (const by of [undefined, 'provider', 'model', 'client', 'group'] as const) {
          const { series, buckets } = await reports.timeSeries({ range, filter: {}, step, ...(by && { by }) });
          const points = series.flatMap((each) => each.points);
          expect(points.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0)).toBe(
            costIn(range.from, range.to, ({ groupName }) => by !== 'group' || groupName !== null),
          );
          for (const each of series) expect(each.points).toHaveLength(buckets.length);
        }
      },
    );

    it('each day of a course is that day', async () => {
      const [week = 0] = WEEKS;
      const days = zonedBuckets(week, week + 4 * DAY_MS, 'day', zone);
      const range = { from: days[0] ?? 0, to: days.at(-1) ?? 0, zone };
      const { series, buckets, bucketZone } = await reports.timeSeries({ range, filter: {}, step: 'day' });
      expect(buckets).toEqual(days.slice(0, -1));
      expect(zone === 'UTC' || bucketZone === zone).toBe(true);
      expect(series[0]?.points.map(({ costNanoUsd }) => costNanoUsd)).toEqual(
        buckets.map((start, index) => costIn(start, days[index + 1] ?? 0)),
      );
    });
  });

  const RANGE = { from: WEEKS[0] ?? 0, to: (WEEKS[0] ?? 0) + DAY_MS, zone: 'UTC' };
  const modelOf = (record: RequestRecord): string => `${record.providerId ?? ''}/${record.servedModel ?? ''}`;
  const FILTERS: [UsageFilter, (record: RequestRecord) => boolean][] = [
    [{}, () => true],
    [{ providerId: 'openai' }, ({ providerId }) => providerId === 'openai'],
    [{ providerId: 'openai', model: 'gpt-4o' }, (record) => modelOf(record) === 'openai/gpt-4o'],
    [{ clientId: 'c1' }, ({ clientId }) => clientId === 'c1'],
    [{ groupName: 'fast-flow' }, ({ groupName }) => groupName === 'fast-flow'],
    [{ outcome: 'failed' }, ({ outcome }) => outcome === 'failed'],
    [{ providerId: 'grok', isStream: true }, (r) => r.providerId === 'grok' && r.isStream],
    [{ clientId: 'c2', providerId: 'openai' }, (r) => r.clientId === 'c2' && r.providerId === 'openai'],
    [
      { clientId: 'c2', providerId: 'openai', model: 'gpt-5.4' },
      (r) => r.clientId === 'c2' && modelOf(r) === 'openai/gpt-5.4',
    ],
    [
      { groupName: 'dispatcher', providerId: 'gemini' },
      (r) => r.groupName === 'dispatcher' && r.providerId === 'gemini',
    ],
    [{ clientId: 'c3', groupName: 'dispatcher' }, (r) => r.clientId === 'c3' && r.groupName === 'dispatcher'],
  ];
  const KEYS: Readonly<Record<UsageGrouping | 'error', (record: RequestRecord) => string>> = {
    provider: ({ providerId }) => providerId ?? '',
    model: modelOf,
    client: ({ clientId }) => clientId,
    group: ({ groupName }) => groupName ?? '',
    error: ({ errorCode }) => errorCode ?? '',
  };

  describe.each(FILTERS)('filtered by %j', (filter, fits) => {
    it('the summary is that of the rows', async () => {
      const { current } = await reports.summary(RANGE, filter);
      const rows = RECORDS.filter(({ startedAt }) => startedAt >= RANGE.from && startedAt < RANGE.to).filter(fits);
      expect(current).toMatchObject({
        requests: rows.length,
        failed: rows.filter(({ outcome }) => outcome === 'failed').length,
        completionTokens: rows.reduce((sum, { outputTokens }) => sum + (outputTokens ?? 0), 0),
        costNanoUsd: costIn(RANGE.from, RANGE.to, fits),
        unpricedRequests: rows.filter(({ costState }) => costState === 'unpriced').length,
      });
    });

    it.each(['provider', 'model', 'client', 'group', 'error'] as const)(
      'the breakdown by %s is that of the rows',
      async (by) => {
        const { rows } = await reports.breakdown({ range: RANGE, filter, by, sort: 'requests' });
        const wanted = new Map<string, number>();
        for (const record of RECORDS.filter(fits)) {
          const isIn = record.startedAt >= RANGE.from && record.startedAt < RANGE.to;
          if (
            !isIn ||
            (by === 'group' && record.groupName === null) ||
            (by === 'error' && record.outcome === 'completed')
          )
            continue;
          const key = KEYS[by](record);
          wanted.set(key, (wanted.get(key) ?? 0) + 1);
        }
        expect(Object.fromEntries(rows.map(({ key, requests }) => [key, requests]))).toEqual(
          Object.fromEntries(wanted),
        );
      },
    );
  });

  it('percentiles are within their bin of the true ones', async () => {
    const { current } = await reports.summary(RANGE);
    const latencies = RECORDS.filter(({ startedAt }) => startedAt >= RANGE.from && startedAt < RANGE.to)
      .map(({ latencyMs }) => latencyMs)
      .sort((a, b) => a - b);
    for (const [share, found] of [
      [0.5, current.latency.p50Ms],
      [0.95, current.latency.p95Ms],
      [0.99, current.latency.p99Ms],
    ] as const) {
      const truth = latencies[Math.ceil(share * latencies.length) - 1] ?? 0;
      expect((found ?? 0) / truth).toBeGreaterThan(1 / Math.SQRT2);
      expect((found ?? 0) / truth).toBeLessThan(Math.SQRT2);
    }
  });

  it('tells the period before, and what share each has', async () => {
    const range = { from: RANGE.from + DAY_MS, to: RANGE.to + DAY_MS, zone: 'UTC' };
    const { previous } = await reports.summary(range);
    expect(previous.costNanoUsd).toBe(costIn(RANGE.from, RANGE.to));
    const { rows } = await reports.breakdown({ range, filter: {}, by: 'model' });
    expect(rows.reduce((sum, { costShare }) => sum + costShare, 0)).toBeCloseTo(1);
    const { rows: first, omitted } = await reports.breakdown({ range, filter: {}, by: 'model', limit: 1 });
    expect([first.length, omitted]).toEqual([1, rows.length - 1]);
  });

  it('says when only UTC days can tell', async () => {
    const range = { from: RANGE.from + 3_600_000, to: RANGE.to + 3_600_000, zone: 'America/New_York' };
    const { covered } = await reports.summary(range, { clientId: 'c1', providerId: 'openai' });
    expect(covered).toEqual({ from: RANGE.from, to: RANGE.to + DAY_MS, source: 'roll_ups', isWidenedToDays: true });
    const long = { from: RANGE.from, to: RANGE.from + 200 * DAY_MS, zone: 'Asia/Kolkata' };
    await expect(reports.timeSeries({ range: long, filter: {}, step: 'day' })).resolves.toMatchObject({
      bucketZone: 'UTC',
    });
  });

  it.each([
    ['an unknown zone', { ...RANGE, zone: 'Mars/Olympus' }, {}, /no time zone/],
    ['a range that ends before it begins', { ...RANGE, to: RANGE.from }, {}, /ends before/],
    ['a model without its provider', RANGE, { model: 'gpt-4o' }, /together with its provider/],
    [
      'two filters over a long time',
      { ...RANGE, to: RANGE.from + 2 * DAY_MS },
      { clientId: 'c', groupName: 'g' },
      /24 hours/,
    ],
  ])('refuses %s, and says what to do', async (_, range, filter, message) => {
    await expect(reports.summary(range, filter)).rejects.toThrow(message);
  });
});
