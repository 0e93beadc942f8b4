import { isRecord } from '@app/common';
import { delayInDetails, delayInMessage } from './retry-delay';

/** What a provider said about a failure, freed of its shape. */
export interface ErrorFacts {
  readonly message: string | undefined;
  /** Its own code, where that is a word and not merely the kind of error. */
  readonly code: string | undefined;
  /** What stands as its code, be it only the kind of error again. */
  readonly givenCode: string | undefined;
  /** Its type, where that is a word as OpenAI writes them. */
  readonly type: string | undefined;
  /** Type, code, status and reasons as it gave them, in lower case and with underscores. */
  readonly words: readonly string[];
  /** A status in the body itself, as Google writes it. */
  readonly status: number | undefined;
  readonly param: string | undefined;
  readonly delaySeconds: number | undefined;
  /** True where the limit that was met is zero: no waiting helps. */
  readonly isLimitZero: boolean;
}

/** Kinds that some vendors repeat as the code. */
const KINDS: ReadonlySet<string> = new Set(['invalid_request_error', 'api_error', 'server_error', 'error']);

/** The facts of an error body that came as text: JSON of any shape, or what a proxy on the way had to say. */
export function factsOfText(text: string): ErrorFacts {
  try {
    return factsOf(JSON.parse(text));
  } catch {
    // Not JSON. A page of HTML tells a reader nothing that the status does not.
    return factsOf(/^\s*</.test(text) ? undefined : text);
  }
}

/**
 * Reads `{error:{message,type,param,code}}`, Google's `{error:{code,message,status,details}}`, bare or in an array,
 * xAI's `{code,error:"text"}`, and a bare message.
 */
export function factsOf(body: unknown): ErrorFacts {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const outer = isRecord(first) ? first : {};
  const inner = isRecord(outer['error']) ? outer['error'] : outer;
  const message = textOf(inner['message']) ?? textOf(outer['error']) ?? textOf(outer['message']) ?? textOf(first);
  const details: unknown[] = Array.isArray(inner['details']) ? inner['details'] : [];
  const said = [inner['type'], inner['code'], inner['status'], ...details.map(reasonOf)];
  const code = wordOf(inner['code']);
  return {
    message,
    code: code === undefined || KINDS.has(code) ? undefined : code,
    givenCode: code,
    type: wordOf(inner['type']),
    words: said.filter((word) => typeof word === 'string').map((word) => word.toLowerCase().replaceAll('-', '_')),
    status: [inner['code'], inner['status']].find(isHttpStatus),
    param: textOf(inner['param']),
    delaySeconds: delayInDetails(details) ?? delayInMessage(message ?? ''),
    isLimitZero: /\blimit: 0\b(?![.\d])/.test(message ?? '') || details.some(hasZeroQuota),
  };
}

/** Google puts the HTTP status where OpenAI has a word; only words are codes. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z][a-z0-9_.-]{0,63}$/.test(value) ? value : undefined;
}

function reasonOf(detail: unknown): unknown {
  return isRecord(detail) ? detail['reason'] : undefined;
}

function hasZeroQuota(detail: unknown): boolean {
  const violations: unknown = isRecord(detail) ? detail['violations'] : undefined;
  return Array.isArray(violations) && violations.some((one: unknown) => isRecord(one) && one['quotaValue'] === '0');
}

function isHttpStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value < 600;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
