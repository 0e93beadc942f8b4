import { StringDecoder } from 'node:string_decoder';
import { createParser } from 'eventsource-parser';
import { MalformedStreamError, MAX_EVENT_CHARS } from './stream-limits';
import { StrayError } from './stray-error';

/**
 * Decodes server-sent events from byte chunks cut anywhere, inside a character, a CRLF or a field name. Comments and
 * blank lines are skipped; an event whose last newline is missing is delivered by `end`. An error that stands between
 * the events as a plain JSON body is delivered as if it were an event.
 */
export class SseDecoder {
  private readonly text = new StringDecoder('utf8');
  private readonly parser;
  private failure: MalformedStreamError | undefined;
  private sawNewline = true;
  private readonly stray = new StrayError();

  constructor(private readonly onData: (data: string, event: string | undefined) => void) {
    this.parser = createParser({
      maxBufferSize: MAX_EVENT_CHARS,
      onEvent: ({ data, event }) => {
        onData(data, event);
      },
      onError: (error) => {
        if (error.type === 'max-buffer-size-exceeded') this.failure = tooLarge(error);
      },
    });
  }

  /** @throws MalformedStreamError when one event is larger than 8 MB */
  push(bytes: Buffer): void {
    this.feed(this.text.write(bytes));
  }

  /** The stream is over: whatever was left unfinished by a missing blank line counts as an event. */
  end(): void {
    this.feed(this.text.end());
    this.feed(this.sawNewline ? '\n' : '\n\n');
    this.deliver(this.stray.end());
  }

  private feed(text: string): void {
    if (text === '') return;
    this.sawNewline = text.endsWith('\n');
    this.parser.feed(text);
    if (this.failure) throw this.failure;
    this.deliver(this.stray.feed(text));
  }

  private deliver(error: string | undefined): void {
    if (error !== undefined) this.onData(error, undefined);
  }
}

function tooLarge(cause: Error): MalformedStreamError {
  return new MalformedStreamError(`One event of the stream is larger than ${MAX_EVENT_CHARS} characters.`, { cause });
}
