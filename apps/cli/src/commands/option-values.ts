import { InvalidRequestError } from '@app/common';

/** Takes away what an option would set; a parser's null would become ''. */
export const NONE = 'none';
export type None = typeof NONE;

const DURATION = /^(\d{1,6})(s|m|h|d)$/;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a text such as `24h`; plain `0` is none. @throws InvalidRequestError naming the option */
export function durationMs(flag: string, text: string): number {
  if (text === '0') return 0;
  const [, count, unit = ''] = DURATION.exec(text) ?? [];
  if (count === undefined)
    throw new InvalidRequestError(`${flag} takes a time such as 90s, 15m, 24h or 7d, not "${text}".`);
  return Number(count) * (UNIT_MS[unit] ?? 0);
}

/** @throws InvalidRequestError naming the option */
export function wholeNumber(flag: string, text: string, most: number = Number.MAX_SAFE_INTEGER): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > most)
    throw new InvalidRequestError(`${flag} takes a whole number from 1 to ${most}, not "${text}".`);
  return count;
}

/** One of a few words. @throws InvalidRequestError naming them */
export function oneOf<T extends string>(flag: string, text: string, words: readonly T[]): T {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new InvalidRequestError(`${flag} is one of ${words.join(', ')}, not "${text}".`);
  return found;
}

/** What stands between commas. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The setting after a change: "none" takes it away, what is not named stays. */
export function changed<T>(before: T | null, option: T | None | undefined): T | null {
  if (option === undefined) return before;
  return option === NONE ? null : option;
}
