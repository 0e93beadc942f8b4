import { useMemo } from 'react';
import { useSession } from '../api/session';
import { startOfMonth } from '../format/zone';
import { useSearchText, useShow, type SearchText } from './address';
import { useNow } from './use-now';

export const RANGES = ['15m', '1h', '24h', '7d', '30d', 'month', 'last-month', 'custom'] as const;
export type RangeName = (typeof RANGES)[number];

export const RANGE_LABELS: Readonly<Record<RangeName, string>> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  month: 'This month',
  'last-month': 'Last month',
  custom: 'From … to …',
};

const MINUTE = 60_000;
const LENGTHS: Readonly<Partial<Record<RangeName, number>>> = {
  '15m': 15 * MINUTE,
  '1h': 60 * MINUTE,
  '24h': 1_440 * MINUTE,
  '7d': 7 * 1_440 * MINUTE,
  '30d': 30 * 1_440 * MINUTE,
};
const DEFAULT: RangeName = '24h';

export interface RangeSearch {
  readonly range?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly zone?: string | undefined;
}

export interface Range {
  readonly name: RangeName;
  /** Epoch milliseconds; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** IANA name. */
  readonly zone: string;
}

/** What the address says about time. Ranges that end now end at the next full minute, so that the same question is asked only once. */
export function rangeOf(search: RangeSearch, now: number, usualZone: string): Range {
  const zone = zoneOf(search.zone, usualZone);
  const name = RANGES.find((known) => known === search.range) ?? DEFAULT;
  const end = Math.ceil(now / MINUTE) * MINUTE;
  const [from, to] = [Number(search.from), Number(search.to)];
  if (name === 'custom' && from > 0 && to > from) return { name, from, to, zone };
  if (name === 'month') return { name, from: startOfMonth(now, zone, 0), to: end, zone };
  if (name === 'last-month') return { name, from: startOfMonth(now, zone, -1), to: startOfMonth(now, zone, 0), zone };
  const known = name === 'custom' ? DEFAULT : name;
  return { name: known, from: end - (LENGTHS[known] ?? 0), to: end, zone };
}

/** The range of this page, kept in its address. */
export function useRange(): [Range, (change: SearchText) => void] {
  const { range, from, to, zone } = useSearchText();
  const show = useShow();
  const { reportingZone } = useSession();
  const now = useNow();
  const value = useMemo(
    () => rangeOf({ range, from, to, zone }, now, reportingZone),
    [range, from, to, zone, now, reportingZone],
  );
  return [value, show];
}

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function zoneOf(name: string | undefined, usual: string): string {
  if (name === undefined) return usual;
  try {
    // Checked only: its canonical name may be one that the zone has not had for years.
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    return usual;
  }
}
