import type { PriceWindow } from '@app/contracts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = DAYS.indexOf('thu');

/** A weekly window in numbers, so that a request needs no date arithmetic beyond a division. */
export interface WeeklyWindow {
  /** By weekday, Sunday first. */
  readonly isOnDay: readonly boolean[];
  /** Milliseconds of the UTC day: start inclusive, end exclusive. */
  readonly spans: readonly (readonly [number, number])[];
}

export function weeklyWindowOf({ days, windows }: Extract<PriceWindow, { kind: 'utc_windows' }>): WeeklyWindow {
  return {
    isOnDay: DAYS.map((day) => days.includes(day)),
    spans: windows.map(([start, end]) => [dayMsOf(start), dayMsOf(end)]),
  };
}

export function isWithin({ isOnDay, spans }: WeeklyWindow, atMs: number): boolean {
  const day = Math.floor(atMs / DAY_MS);
  if (!isOnDay[(((day + EPOCH_WEEKDAY) % 7) + 7) % 7]) return false;
  const dayMs = atMs - day * DAY_MS;
  return spans.some(([start, end]) => dayMs >= start && dayMs < end);
}

/** `HH:MM`, `24:00` being the end of the day. */
function dayMsOf(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE_MS;
}
