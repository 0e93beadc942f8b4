import { encodedForms } from './encoded-forms';
import { redacted } from './redact';

/** What is shorter would tear holes into innocent text. */
const MIN_CHARS = 6;

/** The secrets that this process works with, so that no line it writes holds one of them, whatever put it there. */
export class KnownSecrets {
  private readonly forms = new Set<string>();
  private pattern: RegExp | undefined;

  /** Once known, always known: a key that was replaced is still a secret. */
  add(secret: string | undefined): void {
    if (secret === undefined || secret.length < MIN_CHARS) return;
    const before = this.forms.size;
    for (const form of encodedForms(secret)) if (form.length >= MIN_CHARS) this.forms.add(form);
    if (this.forms.size > before) this.pattern = patternOf(this.forms);
  }

  /** A key of bytes, in the forms in which keys are written. */
  addKey(key: Buffer): void {
    this.add(key.toString('hex'));
    this.add(key.toString('hex').toUpperCase());
    this.add(key.toString('base64'));
    this.add(key.toString('base64url'));
  }

  /** The text without any of them, and without what looks like a secret. */
  redacted(text: string): string {
    return redacted(this.pattern ? text.replace(this.pattern, '[redacted]') : text);
  }
}

/** Those of this process. Loggers are made before anything is injected. */
export const knownSecrets = new KnownSecrets();

/** Longest first: a secret may begin with another one. */
function patternOf(forms: ReadonlySet<string>): RegExp {
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
}
