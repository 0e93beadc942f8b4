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

/** Google's reason in OpenAI's words; null while the model still writes. */
export function finishReasonOf(native: string | undefined): string | null {
  if (native === undefined || native === 'FINISH_REASON_UNSPECIFIED') return null;
  if (native === 'MAX_TOKENS') return 'length';
  return CONTENT_FILTER.has(native) ? 'content_filter' : 'stop';
}
