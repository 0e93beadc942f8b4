import { StringDecoder } from 'node:string_decoder';
import { SseDecoder, isRecord } from '@app/common';
import type { StreamItem } from '../../spi/chat';
import { failureOf } from '../../spi/failure-of';
import { malformedAnswer } from '../../spi/upstream-failures';

/** One event of a stream that passes: its JSON, and the name of its `event:` line where it has one. */
export type EventWatcher = (data: Record<string, unknown>, event: string | undefined) => void;

/** What stands between two events. */
const BOUNDARIES = ['\n\n', '\r\n\r\n', '\r\r', '\n\r\n', '\r\n\n'] as const;
const LONGEST_BOUNDARY = 4;

/**
 * Lets the text of a stream of events pass exactly as it came, and shows each event to a watcher. For surfaces whose
 * bytes are the provider's contract with its own clients. Text passes by whole events, so that whatever we have to add
 * after a break never runs into half a line.
 */
export class PassedEvents {
  private readonly text = new StringDecoder('utf8');
  /** Text of the event that is not yet complete, and its last characters. */
  private held: string[] = [];
  private ending = '';
  private shown = 0;
  private readonly decoder = new SseDecoder((data, event) => {
    this.show(data, event);
  });

  constructor(
    private readonly providerId: string,
    private readonly watch: EventWatcher,
  ) {}

  push(bytes: Buffer): Pick<StreamItem, 'wire' | 'failure'> {
    const failure = this.failureOf(() => {
      this.decoder.push(bytes);
    });
    if (failure) return { wire: '', failure };
    return { wire: this.wholeEvents(this.text.write(bytes)) };
  }

  /** The provider closed the stream: an event that lacks its blank line gets it, less than an event does not pass. */
  end(): Pick<StreamItem, 'wire' | 'failure'> {
    const shownBefore = this.shown;
    const failure = this.failureOf(() => {
      this.decoder.end();
    });
    if (failure) return { wire: '', failure };
    const rest = this.held.join('') + this.text.end();
    return { wire: this.shown > shownBefore ? `${rest.trimEnd()}\n\n` : '' };
  }

  /** Looks at the new text and the few characters before it alone: an event may be as large as a picture. */
  private wholeEvents(more: string): string {
    const tail = this.ending + more;
    const end = endOfLastBoundary(tail);
    if (end === -1) {
      this.held.push(more);
      this.ending = tail.slice(-LONGEST_BOUNDARY);
      return '';
    }
    const behind = tail.length - end;
    const whole = this.held.join('') + more.slice(0, more.length - behind);
    const rest = more.slice(more.length - behind);
    this.held = rest === '' ? [] : [rest];
    this.ending = rest.slice(-LONGEST_BOUNDARY);
    return whole;
  }

  private failureOf(look: () => void): Error | undefined {
    try {
      look();
      return undefined;
    } catch (error) {
      return failureOf(this.providerId, error);
    }
  }

  private show(data: string, event: string | undefined): void {
    this.shown++;
    if (data === '[DONE]') return;
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch (cause) {
      throw malformedAnswer(this.providerId, 'sent an event that is not JSON', cause);
    }
    if (isRecord(value)) this.watch(value, event);
  }
}

/** -1 where there is none. */
function endOfLastBoundary(text: string): number {
  return Math.max(
    ...BOUNDARIES.map((boundary) => {
      const at = text.lastIndexOf(boundary);
      return at === -1 ? -1 : at + boundary.length;
    }),
  );
}
