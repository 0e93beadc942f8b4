import { isRecord } from '../json/is-record';
import { knownSecrets } from './known-secrets';

const MAX_CHARS = 16_384;
const MAX_FIELD_CHARS = 4_096;
/** What JSON leaves as it is and terminals or readers of lines do not: delete, the other control characters, Unicode's line ends. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029]/g;
/** Of people's text; line breaks and tabs belong to it. */
const TERMINAL_CONTROL = /(?![\t\n])\p{Cc}/gu;

/** One event of the log as it may be written: one line of JSON without secrets, and not too long. */
export function safeLine(line: string, secrets = knownSecrets): string {
  const text = secrets.redacted(line).replace(UNPRINTABLE, escaped);
  return text.length <= MAX_CHARS ? text : `${shortened(text)}\n`;
}

/** The same for what people read on standard error. */
export function safeText(text: string, secrets = knownSecrets): string {
  return secrets.redacted(text).replace(TERMINAL_CONTROL, escaped).slice(0, MAX_CHARS);
}

function shortened(line: string): string {
  const event = parsed(line);
  const fields = Object.entries(event).map(([name, value]) => [name, cut(value)] as const);
  const text = JSON.stringify({ ...Object.fromEntries(fields), isCut: true });
  if (text.length <= MAX_CHARS) return text;
  const { level, time, context, msg } = Object.fromEntries(fields);
  return JSON.stringify({ level, time, context, msg, isCut: true });
}

function parsed(line: string): Record<string, unknown> {
  try {
    const event: unknown = JSON.parse(line);
    return isRecord(event) ? event : { msg: line };
  } catch {
    // No logger of ours writes such a line; what it says is kept all the same.
    return { msg: line };
  }
}

function cut(value: unknown): unknown {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > MAX_FIELD_CHARS ? `${text.slice(0, MAX_FIELD_CHARS)}…` : value;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
