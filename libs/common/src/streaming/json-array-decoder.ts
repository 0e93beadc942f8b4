import { JSONParser } from '@streamparser/json';
import { MalformedStreamError, MAX_EVENT_CHARS } from './stream-limits';

/** Decodes one JSON array that arrives in pieces, element by element, wherever the pieces are cut. */
export class JsonArrayDecoder {
  private readonly parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  private failure: Error | undefined;
  /** What `onElement` threw. */
  private refusal: { readonly error: unknown } | undefined;
  private bytesSinceElement = 0;

  constructor(onElement: (element: unknown) => void) {
    this.parser.onValue = ({ value }) => {
      this.bytesSinceElement = 0;
      if (this.refusal !== undefined) return;
      try {
        onElement(value);
      } catch (error) {
        // The parser would take it for a fault of the JSON.
        this.refusal = { error };
      }
    };
    this.parser.onError = (error) => {
      this.failure = error;
    };
  }

  /** @throws MalformedStreamError when the text is no JSON array or one element is larger than 8 MB, and what `onElement` throws */
  push(bytes: Buffer): void {
    this.bytesSinceElement += bytes.length;
    if (!this.parser.isEnded) this.parser.write(bytes);
    if (this.refusal) throw this.refusal.error;
    if (this.failure) throw new MalformedStreamError('The stream is not a JSON array.', { cause: this.failure });
    if (this.bytesSinceElement > MAX_EVENT_CHARS + bytes.length) {
      throw new MalformedStreamError(`One element of the stream is larger than ${MAX_EVENT_CHARS} bytes.`);
    }
  }

  /** @throws MalformedStreamError when the array was never closed */
  end(): void {
    if (!this.parser.isEnded) throw new MalformedStreamError('The stream ended inside its JSON array.');
  }
}
