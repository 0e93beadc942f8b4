/** What a captured body is sealed for: its own place, so that it opens nowhere else. */
export function sealContext(column: 'sealed_request' | 'sealed_answer', requestId: string): string {
  return `captured_bodies|${column}|${requestId}`;
}
