import { isDeepStrictEqual } from 'node:util';

const SHOWN_CHARS = 70;

/** No line when both are the same, else one that shows both. */
export function differing(what: string, expected: unknown, actual: unknown): string[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  if (typeof expected === 'string' && typeof actual === 'string') return [differentTexts(what, expected, actual)];
  return [`${what}: expected ${shown(expected)}, got ${shown(actual)}`];
}

/** One line unless the claim holds. */
export function unless(isTrue: boolean, what: string): string[] {
  return isTrue ? [] : [what];
}

/** Two long texts from where they part. */
function differentTexts(what: string, expected: string, actual: string): string {
  let same = 0;
  while (same < expected.length && expected[same] === actual[same]) same += 1;
  const from = Math.max(0, same - 10);
  const place = from === 0 ? '' : ` from character ${from}`;
  return `${what}${place}: expected ${shown(expected.slice(from))}, got ${shown(actual.slice(from))}`;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text;
}
