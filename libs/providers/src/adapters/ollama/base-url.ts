/** Ollama's OpenAI surface lives under /v1; operators often give the server's bare address. */
export function withVersionPath(given: string): string {
  const trimmed = given.replace(/\/+$/, '');
  return trimmed.endsWith('/v1') ? trimmed : `${trimmed}/v1`;
}
