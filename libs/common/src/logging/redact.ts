/** Shapes of secrets and account ids that vendors like to repeat in their messages, and our own keys (sk-gg-…). */
const PATTERNS = [
  /\b(?:sk|pk|rk|ak|xai|gsk)-[A-Za-z0-9_*-]{6,}/g,
  /\bAIza[A-Za-z0-9_-]{10,}/g,
  // Ids have a digit or are long; "org-wide" is a word.
  /\b(?:org|proj|team)[-_](?:(?=[A-Za-z]*\d)[A-Za-z0-9]{6,}|[A-Za-z0-9]{16,})/g,
  // Tokens of sessions, and of the live feed.
  /\bv1\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/g,
  /\bticket\.[A-Za-z0-9_-]{16,}/g,
  /\bBearer\s+[^\s"',;]{6,}/gi,
  /\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}\b/g,
];

/** The text without anything that looks like a secret or an account, and without the given ones. */
export function redacted(text: string, secrets: readonly string[] = []): string {
  let result = text;
  for (const secret of secrets) if (secret.length >= 6) result = result.replaceAll(secret, '[redacted]');
  for (const pattern of PATTERNS) result = result.replace(pattern, '[redacted]');
  return result;
}
