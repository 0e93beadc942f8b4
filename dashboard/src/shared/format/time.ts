const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in a zone, `2026-11-23 09:02:46`, which sorts as it reads. */
export function dateTime(at: number, zone: string): string {
  return format('sv-SE', zone, { dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

export function timeOfDay(at: number, zone: string): string {
  return format('sv-SE', zone, { timeStyle: 'medium' }).format(at);
}

export function day(at: number, zone: string): string {
  return format('sv-SE', zone, { dateStyle: 'short' }).format(at);
}

const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `3 minutes ago`, `in 2 days`. */
export function fromNow(at: number, now: number): string {
  const distance = at - now;
  const [unit, ms] = STEPS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1_000];
  return RELATIVE.format(Math.trunc(distance / ms), unit);
}

function format(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formats.set(key, known);
  return known;
}
