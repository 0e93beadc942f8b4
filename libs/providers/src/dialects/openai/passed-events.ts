import { StringDecoder } from 'node:string_decoder';
import { SseDecoder, isRecord } from '@app/common';
import type { StreamItem } from '../../spi/chat';
import { failureOf } from '../../spi/failure-of';
import { malformedAnswer } from '../../spi/upstream-failures';

/** One event of a stream that passes: its JSON, and the name of its `event:` line where it has one. */
export type EventWatcher = (data: Record<string, unknown>, event: string | undefined) => void;

/**
 * Lets the text of a stream of events pass exactly as it came, and shows each event to a watcher. For surfaces whose
 * bytes are the provider's contract with its own clients.
 */
export class PassedEvents {
  private readonly text = new StringDecoder('utf8');
  private readonly decoder = new SseDecoder((data, event) => {
    this.show(data, event);
  });

  constructor(
    private readonly providerId: string,
    private readonly watch: EventWatcher,
  ) {}

  push(bytes: Buffer): Pick<StreamItem, 'wire' | 'failure'> {
    return this.passed(this.text.write(bytes), () => {
      this.decoder.push(bytes);
    });
  }

  end(): Pick<StreamItem, 'wire' | 'failure'> {
    return this.passed(this.text.end(), () => {
      this.decoder.end();
    });
  }

  private passed(wire: string, look: () => void): Pick<StreamItem, 'wire' | 'failure'> {
    try {
      look();
    } catch (error) {
      return { wire, failure: failureOf(this.providerId, error) };
    }
    return { wire };
  }

  private show(data: string, event: string | undefined): void {
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
