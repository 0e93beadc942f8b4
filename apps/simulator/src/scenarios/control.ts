/** What a caller may ask the simulator to do to one exchange. Absent means: behave. */
export interface Control {
  /** Delay before the first byte, status line included. */
  readonly ttfbMs?: number;
  readonly tokensPerSecond?: number;
  /** Exact number of visible output tokens. */
  readonly outputTokens?: number;
  /** The visible text itself. */
  readonly text?: string;
  /** The body's bytes are re-cut into writes of this many bytes. */
  readonly chunkBytes?: number;
  /** After so many events: silence, with the connection open. */
  readonly stallAfter?: number;
  /** After so many events: the socket is destroyed. */
  readonly resetAfter?: number;
  /** After so many events: a clean end of the body, without finish and [DONE]. */
  readonly halfCloseAfter?: number;
  /** After so many events: an error object as an event, then the end. */
  readonly errorEventAfter?: number;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  /** The same wish in `retry-after-ms`, and as a date so many seconds from now. */
  readonly retryAfterMs?: number;
  readonly retryDateSeconds?: number;
  readonly isBadJson?: boolean;
  readonly withoutUsage?: boolean;
  /** Gemini: stream a JSON array even where server-sent events were asked for. */
  readonly asArray?: boolean;
  readonly withCrlf?: boolean;
  readonly withComments?: boolean;
  readonly isEmptyBody?: boolean;
  readonly isSilent?: boolean;
  readonly oddity?: Oddity;
}

/** Answers that are proper and yet unlike others; a vendor that knows no such answer behaves. */
export const ODDITIES = [
  'safety',
  'blocked',
  'blocked-silently',
  'malformed',
  'maxtokens',
  'thoughts',
  'noids',
  'partialargs',
  'twofinishes',
] as const;
export type Oddity = (typeof ODDITIES)[number];

type NumberField =
  | 'ttfbMs'
  | 'tokensPerSecond'
  | 'outputTokens'
  | 'chunkBytes'
  | 'stallAfter'
  | 'resetAfter'
  | 'halfCloseAfter'
  | 'errorEventAfter'
  | 'status'
  | 'retryAfterSeconds'
  | 'retryAfterMs'
  | 'retryDateSeconds';
type FlagField = Exclude<keyof Control, NumberField | 'oddity' | 'text'>;

const NUMBERS: ReadonlyMap<string, NumberField> = new Map([
  ['ttfb', 'ttfbMs'],
  ['tps', 'tokensPerSecond'],
  ['tokens', 'outputTokens'],
  ['chunk', 'chunkBytes'],
  ['stall', 'stallAfter'],
  ['reset', 'resetAfter'],
  ['halfclose', 'halfCloseAfter'],
  ['errorevent', 'errorEventAfter'],
  ['status', 'status'],
  ['retry', 'retryAfterSeconds'],
  ['retryms', 'retryAfterMs'],
  ['retrydate', 'retryDateSeconds'],
]);

const FLAGS: ReadonlyMap<string, FlagField> = new Map([
  ['badjson', 'isBadJson'],
  ['nousage', 'withoutUsage'],
  ['array', 'asArray'],
  ['crlf', 'withCrlf'],
  ['comments', 'withComments'],
  ['emptybody', 'isEmptyBody'],
  ['noanswer', 'isSilent'],
]);

/** These divide time or bytes, so nothing is no answer. */
const AT_LEAST_ONE = new Set(['tps', 'chunk']);

const ODDITY_KEY = 'odd';
const TEXT_KEY = 'says';

export const CONTROL_KEYS: readonly string[] = [...NUMBERS.keys(), ...FLAGS.keys(), ODDITY_KEY, TEXT_KEY];

/** The control could not be understood. A typing error must not pass as a test that found nothing. */
export class BadControlError extends Error {}

/** Reads `ttfb=200;tps=50`. */
export function parseControl(text: string): Control {
  const control: { -readonly [Key in keyof Control]: Control[Key] } = {};
  for (const pair of text
    .split(/[;~]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [key = '', value = ''] = pair.split('=', 2).map((part) => part.trim());
    const numberField = NUMBERS.get(key);
    const flagField = FLAGS.get(key);
    if (numberField) control[numberField] = readNumber(key, value);
    else if (flagField) control[flagField] = readFlag(key, value);
    else if (key === ODDITY_KEY) control.oddity = readOddity(value);
    else if (key === TEXT_KEY) control.text = decodeURIComponent(value);
    else throw new BadControlError(`Unknown control "${key}"; known are ${CONTROL_KEYS.join(', ')}.`);
  }
  return control;
}

/** Splits `gpt-4o~ttfb=200~tps=50` into the model's name and its control. */
export function splitModel(name: string): { model: string; control: Control } {
  const at = name.indexOf('~');
  if (at < 0) return { model: name, control: {} };
  return { model: name.slice(0, at), control: parseControl(name.slice(at + 1)) };
}

function readNumber(key: string, value: string): number {
  const number = Number(value);
  const least = AT_LEAST_ONE.has(key) ? 1 : 0;
  if (value === '' || !Number.isFinite(number) || number < least) {
    throw new BadControlError(`Control "${key}" needs a number from ${least}, not "${value}".`);
  }
  return number;
}

function readOddity(value: string): Oddity {
  const oddity = ODDITIES.find((known) => known === value);
  if (!oddity) throw new BadControlError(`Control "${ODDITY_KEY}" is one of ${ODDITIES.join(', ')}, not "${value}".`);
  return oddity;
}

function readFlag(key: string, value: string): boolean {
  if (value !== '1' && value !== '0') throw new BadControlError(`Control "${key}" is 1 or 0, not "${value}".`);
  return value === '1';
}
