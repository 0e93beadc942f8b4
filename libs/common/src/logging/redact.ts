/** Shapes of secrets and account ids that vendors like to repeat in their messages. */
const PATTERNS = [
  /\b(?:sk|pk|rk|xai|gsk)-[A-Za-z0-9_*-]{6,}/g,
  /\bAIza[A-Za-z0-9_-]{10,}/g,
  /\b(?:org|proj|team)-[A-Za-z0-9]{6,}/g,
  /\bBearer\s+[^\s"',;]{6,}/gi,
];

/** The text without anything that looks like a secret, and without the given ones. */
export function redacted(text: string, secrets: readonly string[] = []): string {
  let result = text;
  for (const secret of secrets) if (secret.length >= 6) result = result.replaceAll(secret, '[redacted]');
  for (const pattern of PATTERNS) result = result.replace(pattern, '[redacted]');
  return result;
}
