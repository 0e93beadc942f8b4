const WHOLE = new Intl.NumberFormat('en-US');
const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

export function whole(value: number): string {
  return WHOLE.format(value);
}

/** `12.3K`, for axes and cards; tables have every digit. */
export function short(value: number): string {
  return Math.abs(value) < 10_000 ? WHOLE.format(value) : SHORT.format(value);
}

/** A share from 0 to 1. */
export function percent(share: number): string {
  return PERCENT.format(share);
}

export function milliseconds(value: number | null): string {
  if (value === null) return '–';
  return value < 10_000 ? `${WHOLE.format(Math.round(value))} ms` : `${(value / 1_000).toFixed(1)} s`;
}
