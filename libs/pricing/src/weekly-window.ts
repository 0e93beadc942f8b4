import type { HolidayCalendars, PriceWindow } from '@app/contracts';

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
  /** Null where the window knows no holidays. */
  readonly holidays: Holidays | null;
}

/**
 * Holidays are UTC days, as the weekdays of a window are. The one vendor that has some states its windows in hours in
 * which the date in China is the UTC date.
 */
interface Holidays {
  /** Days since 1970-01-01. */
  readonly days: ReadonlySet<number>;
  readonly listedYears: ReadonlySet<number>;
}

export function weeklyWindowOf(
  { days, windows, excludes }: Extract<PriceWindow, { kind: 'utc_windows' }>,
  calendars: HolidayCalendars,
): WeeklyWindow {
  return {
    isOnDay: DAYS.map((day) => days.includes(day)),
    spans: windows.map(([start, end]) => [dayMsOf(start), dayMsOf(end)]),
    holidays: excludes === null ? null : holidaysOf(Object.hasOwn(calendars, excludes) ? calendars[excludes] : {}),
  };
}

export function isWithin({ isOnDay, spans, holidays }: WeeklyWindow, atMs: number): boolean {
  const day = Math.floor(atMs / DAY_MS);
  if (!isOnDay[(((day + EPOCH_WEEKDAY) % 7) + 7) % 7]) return false;
  const dayMs = atMs - day * DAY_MS;
  return spans.some(([start, end]) => dayMs >= start && dayMs < end) && holidays?.days.has(day) !== true;
}

function holidaysOf(years: HolidayCalendars[string] = {}): Holidays {
  return {
    days: new Set(
      Object.values(years)
        .flat()
        .map((date) => Date.parse(date) / DAY_MS),
    ),
    listedYears: new Set(Object.keys(years).map(Number)),
  };
}

/** `HH:MM`, `24:00` being the end of the day. */
function dayMsOf(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE_MS;
}
