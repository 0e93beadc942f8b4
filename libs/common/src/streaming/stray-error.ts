import { isRecord } from '../json/is-record';

/** An error body is read for its message, not for its size. */
const MAX_CHARS = 64 * 1024;
/** Each try parses all that was collected; more closing brackets than this are no error body. */
const MAX_TRIES = 32;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COLON = 0x3a;
/** Lines of events begin with a letter or a colon, or are empty; lines of a JSON body with anything else. */
const OPENS = /^\s*[{[]/;
const CLOSES = /^[}\]]/;

/**
 * Finds an error that was written between the events of a stream as a plain JSON body, over any number of lines: some
 * vendors do so when they fail in the middle. Fed with the same text as the events' parser; a line that belongs to an
 * event is skipped by one search for its end, and ends what was collected before it.
 */
export class StrayError {
  private text = '';
  private line = '';
  private kind: 'unknown' | 'stray' | 'field' = 'unknown';
  private tries = 0;

  /** JSON of an object with an `error`, once one is complete. */
  feed(text: string): string | undefined {
    let found: string | undefined;
    for (let at = 0; at < text.length;) {
      const lineEnd = text.indexOf('\n', at);
      const next = lineEnd === -1 ? text.length : lineEnd + 1;
      if (this.kind === 'unknown') this.kind = this.kindOf(text.charCodeAt(at));
      if (this.kind === 'stray' && this.line.length <= MAX_CHARS) this.line += text.slice(at, next);
      if (lineEnd !== -1) found ??= this.endLine();
      at = next;
    }
    return found;
  }

  /** The stream is over; its last line may lack an end. */
  end(): string | undefined {
    return this.endLine() ?? this.parsed();
  }

  private kindOf(first: number): 'stray' | 'field' {
    if (isLetter(first)) {
      this.forget();
      return 'field';
    }
    return first === COLON || first === LINE_FEED || first === CARRIAGE_RETURN ? 'field' : 'stray';
  }

  private endLine(): string | undefined {
    const { line } = this;
    this.line = '';
    this.kind = 'unknown';
    if (line === '' || (this.text === '' && !OPENS.test(line))) return undefined;
    const isWhole = this.text === '' || CLOSES.test(line);
    this.text += line;
    if (this.text.length > MAX_CHARS) this.forget();
    return isWhole ? this.parsed() : undefined;
  }

  private parsed(): string | undefined {
    if (this.text === '' || ++this.tries > MAX_TRIES) return undefined;
    try {
      const value: unknown = JSON.parse(this.text);
      this.forget();
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return isRecord(first) && first['error'] ? JSON.stringify(first) : undefined;
    } catch {
      // Not whole yet, or no JSON at all: the lines to come decide.
      return undefined;
    }
  }

  private forget(): void {
    this.text = '';
    this.tries = 0;
  }
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
