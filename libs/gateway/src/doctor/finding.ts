export type FindingState = 'ok' | 'warn' | 'fail';

/** What one look at the installation found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly check: string;
  readonly state: FindingState;
  /** In a sentence. */
  readonly message: string;
  /** How to mend it; null where nothing needs to be mended. */
  readonly remedy: string | null;
}

export const ok = (check: string, message: string): Finding => ({ check, state: 'ok', message, remedy: null });
export const warn = (check: string, message: string, remedy: string): Finding => ({
  check,
  state: 'warn',
  message,
  remedy,
});
export const fail = (check: string, message: string, remedy: string): Finding => ({
  check,
  state: 'fail',
  message,
  remedy,
});
