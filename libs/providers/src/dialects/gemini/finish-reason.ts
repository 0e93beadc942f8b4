export type FinishReason = 'stop' | 'length' | 'content_filter';

const CONTENT_FILTER: ReadonlySet<string> = new Set([
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
]);
/** The model tried to call a function and did not get it right: there is nothing to hand on. */
const MALFORMED_CALL: ReadonlySet<string> = new Set([
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
]);
/** OpenAI has a word for exactly these. */
const PLAIN: ReadonlySet<string> = new Set(['STOP', 'MAX_TOKENS']);
const UNSPECIFIED = 'FINISH_REASON_UNSPECIFIED';

/** Names by the numbers of Google's published protocol, for answers with enums as numbers. */
const BY_NUMBER: readonly string[] = [
  UNSPECIFIED,
  'STOP',
  'MAX_TOKENS',
  'SAFETY',
  'RECITATION',
  'OTHER',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MALFORMED_FUNCTION_CALL',
  'IMAGE_SAFETY',
  'UNEXPECTED_TOOL_CALL',
];

/** Google's own name of the reason; undefined while the model still writes. */
export function nativeReasonOf(reason: unknown): string | undefined {
  const name = typeof reason === 'number' ? (BY_NUMBER[reason] ?? String(reason)) : reason;
  return typeof name === 'string' && name !== '' && name !== UNSPECIFIED ? name : undefined;
}

/** Google's reason in OpenAI's words. */
export function finishReasonOf(native: string): FinishReason {
  if (native === 'MAX_TOKENS') return 'length';
  return CONTENT_FILTER.has(native) ? 'content_filter' : 'stop';
}

export function isMalformedCall(native: string | undefined): boolean {
  return native !== undefined && MALFORMED_CALL.has(native);
}

/** Whether OpenAI's word says all that Google's does. */
export function isPlainReason(native: string): boolean {
  return PLAIN.has(native);
}
