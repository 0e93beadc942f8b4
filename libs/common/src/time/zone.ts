/** Steps of a calendar. */
export type CalendarUnit = 'hour' | 'day' | 'month';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** No zone is further from UTC than this. */
const MAX_OFFSET_MS = 26 * HOUR_MS;
const OFFSET = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this is the name of an IANA time zone that the runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError || (error as Error).name === 'RangeError') return false;
    throw error;
  }
}

/** Milliseconds that clocks in the zone are ahead of UTC at this instant. @throws RangeError for an unknown zone */
export function offsetAt(instant: number, zone: string): number {
  const text = formatOf(zone)
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = OFFSET.exec(text ?? '') ?? [];
  const offset = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1_000;
  return sign === '-' ? -offset : offset;
}

/** The first instant of the hour, day or month that the instant lies in, by the clocks of the zone. */
export function startOfZoned(unit: CalendarUnit, instant: number, zone: string): number {
  const local = instant + offsetAt(instant, zone);
  return instantOf(localStart(unit, local), instant, unit, zone);
}

/** Starts of all hours, days or months that [from, to) touches. */
export function zonedBuckets(from: number, to: number, unit: CalendarUnit, zone: string): number[] {
  const starts: number[] = [];
  for (let start = startOfZoned(unit, from, zone); start < to; start = nextStart(unit, start, zone)) starts.push(start);
  return starts;
}

/** The start of the next hour, day or month. Days have 23 to 25 hours, and one day of a zone may be left out. */
export function nextStart(unit: CalendarUnit, start: number, zone: string): number {
  // Into the next one by any calendar, and no further; a day that is left out makes it a longer way.
  for (let step = unit === 'hour' ? HOUR_MS : unit === 'day' ? 25.5 * HOUR_MS : 31.5 * DAY_MS; ; step += HOUR_MS / 2) {
    const next = startOfZoned(unit, start + step, zone);
    if (next > start) return next;
  }
}

function localStart(unit: CalendarUnit, local: number): number {
  if (unit === 'hour') return Math.floor(local / HOUR_MS) * HOUR_MS;
  if (unit === 'day') return Math.floor(local / DAY_MS) * DAY_MS;
  const date = new Date(local);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

/**
 * The instant, not after the given one, from which clocks show `local` or later. Where they are put forward across it, that is
 * the moment of the change. Where they are put back and show it twice, a day begins the first time; an hour that is lived
 * through twice is two.
 */
function instantOf(local: number, instant: number, unit: CalendarUnit, zone: string): number {
  const candidates = [local - offsetAt(local - MAX_OFFSET_MS, zone), local - offsetAt(instant, zone)];
  const shown = candidates.filter((start) => start <= instant && start + offsetAt(start, zone) === local);
  if (shown.length > 0) return unit === 'hour' ? Math.max(...shown) : Math.min(...shown);
  return changeWithin(Math.min(...candidates), instant, zone);
}

/** When the clocks were changed between two instants, to the minute. */
function changeWithin(after: number, until: number, zone: string): number {
  let [low, high] = [after - DAY_MS, until];
  const offset = offsetAt(until, zone);
  while (high - low > MINUTE_MS) {
    const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS;
    if (middle <= low) break;
    if (offsetAt(middle, zone) === offset) high = middle;
    else low = middle;
  }
  return high;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}
