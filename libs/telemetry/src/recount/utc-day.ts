export const DAY_MS = 24 * 60 * 60_000;

const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** The start of a day written as 2026-11-22, in epoch milliseconds; undefined for anything else, and for 2026-02-30. */
export function utcDayOf(text: string): number | undefined {
  if (!FORM.test(text)) return undefined;
  const start = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(start) && utcDayText(start) === text ? start : undefined;
}

export function utcDayText(startMs: number): string {
  return new Date(startMs).toISOString().slice(0, 10);
}

/** The start of the UTC day that a time lies in. */
export function utcDayAt(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS;
}
