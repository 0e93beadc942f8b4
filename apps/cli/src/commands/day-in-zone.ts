import { InvalidRequestError, isTimeZone, nextStart, startOfZoned } from '@app/common';
import { utcDayOf } from '@app/telemetry';

const HALF_DAY_MS = 43_200_000;

/** The first instant of a day by the clocks of a zone. @throws InvalidRequestError naming the option */
export function dayStartIn(flag: string, text: string, zone: string): number {
  if (!isTimeZone(zone)) throw new InvalidRequestError(`"${zone}" is no time zone; write it as Europe/Berlin.`);
  const utcDay = utcDayOf(text);
  if (utcDay === undefined) throw new InvalidRequestError(`${flag} takes a day such as 2026-11-22, not "${text}".`);
  // The day of this name begins within 14 hours of it in any zone: the one whose clocks show that date is looked for.
  const starts = [-1, 0, 1].map((days) => startOfZoned('day', utcDay + HALF_DAY_MS + days * 2 * HALF_DAY_MS, zone));
  return starts.find((start) => dateIn(start, zone) === text) ?? utcDay;
}

/** The first instant after a day. @throws InvalidRequestError naming the option */
export function dayEndIn(flag: string, text: string, zone: string): number {
  return nextStart('day', dayStartIn(flag, text, zone), zone);
}

function dateIn(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
}
