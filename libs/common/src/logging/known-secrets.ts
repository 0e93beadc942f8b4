import { encodedForms } from './encoded-forms';
import { redacted } from './redact';

/** What is shorter would tear holes into innocent text. */
const MIN_CHARS = 6;

/** The secrets that this process works with, so that no line it writes holds one of them, whatever put it there. */
export class KnownSecrets {
  /** Longest first: a secret may begin with another one. */
  private forms: readonly string[] = [];

  /** Once known, always known: a key that was replaced is still a secret. */
  add(secret: string | undefined): void {
    if (secret === undefined || secret.length < MIN_CHARS) return;
    const known = new Set([...this.forms, ...encodedForms(secret)]);
    if (known.size === this.forms.length) return;
    this.forms = [...known].filter((form) => form.length >= MIN_CHARS).sort((a, b) => b.length - a.length);
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
    return redacted(this.forms.reduce((rest, form) => rest.replaceAll(form, '[redacted]'), text));
  }
}

/** Those of this process. Loggers are made before anything is injected. */
export const knownSecrets = new KnownSecrets();
