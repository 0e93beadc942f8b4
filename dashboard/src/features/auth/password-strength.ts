const MIN_CHARS = 12;
const GOOD_CHARS = 20;
const DEFAULT = 'admin123';

export interface PasswordStrength {
  /** What to do about it; null: it will be taken. The server decides. */
  readonly problem: string | null;
  readonly percent: number;
}

/** A hint while somebody types. */
export function strengthOf(password: string, username: string): PasswordStrength {
  const percent = Math.min(100, (password.length / GOOD_CHARS) * 100);
  return { percent, problem: problemOf(password, username) };
}

function problemOf(password: string, username: string): string | null {
  const lower = password.toLowerCase();
  if (password.length < MIN_CHARS) return `At least ${MIN_CHARS} characters: a few words make a good one.`;
  if (lower.includes(DEFAULT)) return 'Not the default password, nor made of it.';
  if (lower.replaceAll(username.toLowerCase(), '').length < MIN_CHARS / 2) return 'Not the username over and over.';
  if (new Set(lower).size < 5) return 'Not the same few characters over and over.';
  return null;
}
