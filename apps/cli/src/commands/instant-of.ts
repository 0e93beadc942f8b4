import { InvalidRequestError } from '@app/common';

const FORM = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)?$/;

/**
 * Epoch milliseconds of a moment, or of the beginning of a day, in UTC.
 * @throws InvalidRequestError naming the option
 */
export function instantOf(flag: string, text: string): number {
  const instant = Date.parse(text);
  // 2026-02-30 is read as the second of March.
  const isDay = new Date(Date.parse(text.slice(0, 10)) || 0).toISOString().startsWith(text.slice(0, 10));
  if (!FORM.test(text) || Number.isNaN(instant) || !isDay) {
    throw new InvalidRequestError(
      `${flag} takes a day or a moment in UTC such as 2026-11-01T08:00:00Z, not "${text}".`,
    );
  }
  return instant;
}
