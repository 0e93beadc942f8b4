import type { RequestOutcome, UsageDimension, UsageGrain } from '@app/contracts';
import { GRAIN_MS } from '../rollups/usage-grain';
import type { Conditions } from './conditions';
import { spansOf, type UsageSpan } from './usage-spans';

/** Which buckets of a dimension. */
export interface UsageSelection {
  readonly dimension: UsageDimension;
  readonly entity?: string;
  readonly detail?: string;
  /** Beginning of the detail. */
  readonly detailPrefix?: string;
  readonly outcome?: RequestOutcome;
  readonly isStream?: boolean;
}

/** One series of a dimension. */
export interface UsageKeyPair {
  readonly entity: string;
  readonly detail: string;
}

/** Above it a list of buckets costs more than a range. */
const MAX_LISTED_BUCKETS = 500;
/** The key begins with the client: with all of them at hand, a model is looked up too. */
const CLIENTS_THEN = `entity IN (SELECT DISTINCT entity FROM usage_days WHERE dimension = 'client' AND bucket >= ? AND bucket < ?)`;

/** A part of a series' bucket. */
export interface SeriesSpan {
  readonly bucket: number;
  readonly from: number;
  readonly to: number;
}

export function spansByGrain(starts: readonly number[]): Map<UsageGrain, SeriesSpan[]> {
  const byGrain = new Map<UsageGrain, SeriesSpan[]>();
  starts.slice(0, -1).forEach((from, bucket) => {
    for (const span of spansOf({ from, to: starts[bucket + 1] ?? from })) {
      const spans = byGrain.get(span.grain) ?? [];
      spans.push({ bucket, from: span.from, to: span.to });
      byGrain.set(span.grain, spans);
    }
  });
  return byGrain;
}

/** Which bucket each range of time belongs to: the ranges are read through. */
export function eachRange(spans: readonly SeriesSpan[]): string {
  const ranges = spans.map(({ bucket, from, to }) => `(${bucket}, ${from}, ${to})`);
  return `WITH zoned (number, first, last) AS (VALUES ${ranges.join(', ')}) `;
}

/** The same by single buckets of the grain: each key is looked up in each. */
export function eachBucket(grain: UsageGrain, spans: readonly SeriesSpan[]): string {
  const buckets = spans.flatMap(({ bucket, from, to }) =>
    Array.from({ length: (to - from) / GRAIN_MS[grain] }, (_, each) => `(${bucket}, ${from + each * GRAIN_MS[grain]})`),
  );
  return `WITH zoned (number, start) AS (VALUES ${buckets.join(', ')}) `;
}

export function addKeys(conditions: Conditions, keys: readonly UsageKeyPair[]): void {
  const pairs = keys.map(() => '(?, ?)').join(', ');
  const parameters = keys.flatMap(({ entity, detail }) => [entity, detail]);
  conditions.add(`(entity, detail) IN (VALUES ${pairs})`, ...parameters);
}

/** With an entity each bucket is looked up by its key; without one the range is read through. */
export function addSpan(conditions: Conditions, { grain, from, to }: UsageSpan, selection: UsageSelection): void {
  const { dimension, entity, detail } = selection;
  conditions.add('dimension = ?', dimension);
  const count = (to - from) / GRAIN_MS[grain];
  const isByDetail = dimension === 'client_model' && entity === undefined && detail !== undefined;
  if (isByDetail) conditions.add(CLIENTS_THEN, from, to);
  if ((entity === undefined && !isByDetail) || count > MAX_LISTED_BUCKETS) {
    conditions.add('bucket >= ?', from);
    conditions.add('bucket < ?', to);
    return;
  }
  const buckets = Array.from({ length: count }, (_, index) => from + index * GRAIN_MS[grain]);
  conditions.add(`bucket IN (${buckets.map(() => '?').join(', ')})`, ...buckets);
}

export function addSelection(conditions: Conditions, selection: UsageSelection): void {
  const { entity, detail, detailPrefix, outcome, isStream } = selection;
  if (entity !== undefined) conditions.add('entity = ?', entity);
  if (detail !== undefined) conditions.add('detail = ?', detail);
  if (detailPrefix !== undefined) conditions.add('SUBSTR(detail, 1, ?) = ?', detailPrefix.length, detailPrefix);
  if (outcome !== undefined) conditions.add('outcome = ?', outcome);
  if (isStream !== undefined) conditions.add('is_stream = ?', isStream);
}
