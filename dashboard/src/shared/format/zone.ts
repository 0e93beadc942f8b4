const DAY_MS = 86_400_000;

/** Hours and minutes that a zone is ahead of UTC at a moment, in milliseconds. */
export function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((found) => found.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1_000) * 1_000;
}

/** The moment at which a clock in the zone shows this. Of an hour that comes twice, the first; of one that is left out, the moment after the gap began. */
export function momentOf(zone: string, year: number, month: number, day = 1, hour = 0, minute = 0): number {
  const shown = Date.UTC(year, month, day, hour, minute);
  const [before, after] = [offsetAt(shown - DAY_MS, zone), offsetAt(shown + DAY_MS, zone)];
  const isAfter = offsetAt(shown - before, zone) !== before && offsetAt(shown - after, zone) === after;
  return shown - (isAfter ? after : before);
}

/** When the month of a moment began in a zone; `-1`: the month before. */
export function startOfMonth(at: number, zone: string, months: number): number {
  const there = new Date(at + offsetAt(at, zone));
  return momentOf(zone, there.getUTCFullYear(), there.getUTCMonth() + months);
}
