import { StringDecoder } from 'node:string_decoder';
import { SseDecoder, isRecord } from '@app/common';
import type { StreamItem } from '../../spi/chat';
import { failureOf } from '../../spi/failure-of';
import { malformedAnswer } from '../../spi/upstream-failures';

/** One event of a stream that passes: its JSON, and the name of its `event:` line where it has one. */
export type EventWatcher = (data: Record<string, unknown>, event: string | undefined) => void;

/** What stands between two events. */
const BOUNDARIES = ['\n\n', '\r\n\r\n', '\r\r'] as const;
const LONGEST_BOUNDARY = 4;

/**
 * Lets the text of a stream of events pass exactly as it came, and shows each event to a watcher. For surfaces whose
 * bytes are the provider's contract with its own clients. Text passes by whole events, so that whatever we have to add
 * after a break never runs into half a line.
 */
export class PassedEvents {
  private readonly text = new StringDecoder('utf8');
  private held = '';
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
    const rest = this.held + this.text.end();
    return { wire: this.shown > shownBefore ? `${rest.trimEnd()}\n\n` : '' };
  }

  private wholeEvents(more: string): string {
    const searched = Math.max(0, this.held.length - LONGEST_BOUNDARY);
    const text = this.held + more;
    const tail = text.slice(searched);
    const end = Math.max(
      ...BOUNDARIES.map((boundary) => {
        const at = tail.lastIndexOf(boundary);
        return at === -1 ? -1 : at + boundary.length;
      }),
    );
    if (end === -1) {
      this.held = text;
      return '';
    }
    this.held = tail.slice(end);
    return text.slice(0, searched + end);
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
