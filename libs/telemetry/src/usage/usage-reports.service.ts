import { Injectable } from '@nestjs/common';
import { InvalidRequestError, isTimeZone } from '@app/common';
import type {
  UsageBreakdown,
  UsageBreakdownBy,
  UsageBreakdownSort,
  UsageCoverage,
  UsageFilter,
  UsageGrouping,
  UsageRange,
  UsageSeries,
  UsageStep,
  UsageSummary,
  UsageTimeSeries,
  UsageTotals,
} from '@app/contracts';
import { coveredRange, spansOf, UsageReportRepository, type UsageSelection, type UsageSumsRow } from '@app/persistence';
import { breakdownRows } from './breakdown-rows';
import { MAX_SERIES, seriesOf, withOthers } from './series';
import { seriesPlan, stepFor, type SeriesPlan } from './series-plan';
import { usageSourceOf, type UsageSource } from './usage-source';
import { totalsOf } from './usage-totals';

const DAY_MS = 86_400_000;
const MAX_SERIES_POINTS = 3_000;
/** Percentiles of such a range are those of the UTC days that it touches: its edges hardly move them. */
const BINS_BY_DAY_FROM_MS = 3 * DAY_MS;

export interface BreakdownQuestion {
  readonly range: UsageRange;
  readonly filter: UsageFilter;
  readonly by: UsageBreakdownBy;
  readonly sort?: UsageBreakdownSort;
  readonly limit?: number;
}

export interface SeriesQuestion {
  readonly range: UsageRange;
  readonly filter: UsageFilter;
  readonly by?: UsageGrouping;
  /** Chosen by the length of the range where nothing is said. */
  readonly step?: UsageStep;
}

type RollUpSource = UsageSource & { readonly kind: 'roll_ups' };

interface Read {
  readonly covered: UsageCoverage;
  readonly rows: readonly UsageSumsRow[];
  readonly keyOf: (row: UsageSumsRow) => string;
}

/** What was used, in answers that a dashboard shows. All of them come from roll-ups where those can tell. */
@Injectable()
export class UsageReports {
  constructor(private readonly usage: UsageReportRepository) {}

  /** @throws InvalidRequestError */
  async summary(range: UsageRange, filter: UsageFilter = {}): Promise<UsageSummary> {
    check(range);
    const source = usageSourceOf(filter, undefined);
    const { covered, rows } = await this.read(range, filter, source);
    const lengthMs = covered.to - covered.from;
    const before = { ...range, from: covered.from - lengthMs, to: covered.from };
    const previous: UsageTotals = totalsOf((await this.read(before, filter, source)).rows);
    return { covered, current: totalsOf(rows), previous };
  }

  /** @throws InvalidRequestError */
  async breakdown({ range, filter, by, sort = 'cost', limit = 100 }: BreakdownQuestion): Promise<UsageBreakdown> {
    check(range);
    const { covered, rows, keyOf } = await this.read(range, filter, usageSourceOf(filter, by));
    const all = breakdownRows(rows, keyOf, sort);
    return { covered, rows: all.slice(0, limit), omitted: Math.max(0, all.length - limit) };
  }

  /** @throws InvalidRequestError */
  async timeSeries({
    range,
    filter,
    by,
    step = stepFor(range.to - range.from),
  }: SeriesQuestion): Promise<UsageTimeSeries> {
    check(range);
    const source = usageSourceOf(filter, by);
    if (source.kind === 'rows') {
      throw new InvalidRequestError(
        'A course over time is kept for one provider, model, client or group, or a client with a model; take one of the filters away.',
        'filter',
      );
    }
    const covered = await this.coverageOf(range, source);
    const plan = seriesPlan(covered.from, covered.to, range.zone, step, source.isDaily || covered.isWidenedToDays);
    if (plan.starts.length > MAX_SERIES_POINTS) {
      throw new InvalidRequestError('That are too many steps; take a longer one, or a shorter range.', 'step');
    }
    const buckets = plan.starts.slice(0, -1);
    const { step: planned, bucketZone } = plan;
    return { covered, step: planned, bucketZone, buckets, series: await this.series(source, plan, covered) };
  }

  /** Of many clients or models only the leading ones are read; what is left of the whole are the others. */
  private async series(source: RollUpSource, { starts }: SeriesPlan, covered: UsageCoverage): Promise<UsageSeries[]> {
    const { selection, keyOf } = source;
    const buckets = starts.length - 1;
    const whole = wholeOf(selection);
    if (whole) {
      const days = coveredRange(covered.from, covered.to, Infinity);
      const leading = await this.usage.leading(days.from, days.to, selection, MAX_SERIES + 1);
      if (leading.length > MAX_SERIES) {
        const keys = leading.slice(0, MAX_SERIES);
        const points = await this.usage.points(starts, selection, keys);
        return withOthers(seriesOf(points, buckets, keyOf), await this.usage.points(starts, whole), buckets);
      }
    }
    return seriesOf(await this.usage.points(starts, selection), buckets, keyOf);
  }

  private async read(range: UsageRange, filter: UsageFilter, source: UsageSource): Promise<Read> {
    if (source.kind === 'rows') return this.readRows(range, filter, source.by);
    const covered = await this.coverageOf(range, source);
    const { selection, keyOf } = source;
    const spans = spansOf(covered);
    if (covered.to - covered.from < BINS_BY_DAY_FROM_MS || spans.every(({ grain }) => grain === 'day')) {
      return { covered, rows: await this.usage.sums(spans, selection, 'both'), keyOf };
    }
    const { from, to } = coveredRange(covered.from, covered.to, Infinity);
    const bins = await this.usage.sums([{ grain: 'day', from, to }], selection, 'bins');
    return { covered, rows: [...(await this.usage.sums(spans, selection, 'measures')), ...bins], keyOf };
  }

  private async readRows(
    { from, to }: UsageRange,
    filter: UsageFilter,
    by: (UsageSource & { kind: 'rows' })['by'],
  ): Promise<Read> {
    if (to - from > DAY_MS) {
      throw new InvalidRequestError(
        'These filters together are answered from single requests, for at most 24 hours; take a shorter range or one filter away.',
        'filter',
      );
    }
    const rows = await this.usage.sumsOfRows(from, to, filter, by);
    return { covered: { from, to, source: 'rows', isWidenedToDays: false }, rows, keyOf: ({ entity }) => entity };
  }

  private async coverageOf({ from, to }: UsageRange, { isDaily }: RollUpSource): Promise<UsageCoverage> {
    const since = isDaily ? Infinity : await this.usage.quartersSince();
    return { ...coveredRange(from, to, since), source: 'roll_ups' };
  }
}

/** The dimension in which all that is selected stands together; undefined where it is few, or has none. */
function wholeOf({ dimension, entity, detail, outcome, isStream }: UsageSelection): UsageSelection | undefined {
  const ending = { ...(outcome === undefined ? {} : { outcome }), ...(isStream === undefined ? {} : { isStream }) };
  if (dimension === 'client' && entity === undefined) return { dimension: 'all', ...ending };
  if (dimension !== 'model' || detail !== undefined) return undefined;
  return entity === undefined ? { dimension: 'all', ...ending } : { dimension: 'provider', entity, ...ending };
}

function check({ from, to, zone }: UsageRange): void {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0) {
    throw new InvalidRequestError('A range is given in epoch milliseconds.', 'from');
  }
  if (to <= from) throw new InvalidRequestError('The range ends before it begins.', 'to');
  if (!isTimeZone(zone))
    throw new InvalidRequestError(`"${zone.slice(0, 60)}" is no time zone; write it as Europe/Berlin.`, 'zone');
}
