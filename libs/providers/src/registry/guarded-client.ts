import type { Observable } from 'rxjs';
import { ClientGoneError, streamFrom } from '@app/common';
import type { Guarded, ProviderBreakers } from '../resilience/provider-breakers';
import type { StreamItem, Translator } from '../spi/chat';
import { isMalformedToolCall } from '../spi/upstream-failures';
import type { Question, UpstreamClient } from '../transport/upstream.client';
import { fromFirstContent } from './first-content';

/** A stream whose provider has begun to answer. It has to be subscribed to: only its end frees the breaker. */
export interface GuardedStream<Summary> {
  readonly items: Observable<StreamItem>;
  readonly summary: () => Summary;
}

type Ready = () => Promise<void> | undefined;

/** What is asked, and of which model; undefined where the question names none. */
export interface GuardedQuestion extends Question {
  readonly model?: string;
}

/** Requests to one provider, through its breakers: whole answers, and streams that count until their very end. */
export class GuardedClient {
  constructor(
    private readonly client: UpstreamClient,
    private readonly breakers: ProviderBreakers,
  ) {}

  /** @throws UpstreamError, CircuitOpenError, ProviderBusyError, ClientGoneError, and what `decode` throws */
  answer<T>(question: GuardedQuestion, signal: AbortSignal, decode: (bytes: Buffer) => T): Promise<T> {
    const ask = (): Promise<T> =>
      this.breakers.guard(question.model, async () => {
        const bytes = await this.client.ask(question, signal);
        return { value: decode(bytes), ended: Promise.resolve() };
      });
    return ask().catch((error: unknown) => {
      if (isMalformedToolCall(error) && !signal.aborted) return ask();
      throw error;
    });
  }

  /**
   * Resolves when the provider has begun to answer, so that what fails before can be tried elsewhere; `ready` holds the
   * provider back while the reader is slow. @throws as `answer`
   */
  stream<Summary>(
    question: GuardedQuestion,
    translatorFor: () => Translator<Summary>,
    abort: AbortController,
    ready?: Ready,
  ): Promise<GuardedStream<Summary>> {
    return this.breakers.guard(question.model, async () => {
      const bytes = await this.client.askForStream(question, abort.signal);
      return this.begun(question, bytes, translatorFor, abort, ready);
    });
  }

  private async begun<Summary>(
    question: GuardedQuestion,
    first: AsyncIterable<Buffer>,
    translatorFor: () => Translator<Summary>,
    abort: AbortController,
    ready?: Ready,
  ): Promise<Guarded<GuardedStream<Summary>>> {
    const { ended, settle } = outcomeOfStream();
    const reading = new StreamReading(question, this.client, translatorFor, abort.signal, settle);
    const items = await fromFirstContent(reading.items(first));
    const open = (stop: AbortSignal): AsyncIterable<StreamItem> => {
      stop.addEventListener('abort', () => {
        abort.abort();
      });
      return items;
    };
    return { value: { items: streamFrom(open, ready), summary: () => reading.summary() }, ended };
  }
}

/** One stream on its way from bytes to events; a model that stumbled over its own tool call gets one more try. */
class StreamReading<Summary> {
  private translator: Translator<Summary>;

  constructor(
    private readonly question: GuardedQuestion,
    private readonly client: UpstreamClient,
    private readonly translatorFor: () => Translator<Summary>,
    private readonly signal: AbortSignal,
    /** Told once how it ended; undefined: well. */
    private readonly settle: (outcome: unknown) => void,
  ) {
    this.translator = translatorFor();
  }

  summary(): Summary {
    return this.translator.summary();
  }

  async *items(first: AsyncIterable<Buffer>): AsyncGenerator<StreamItem> {
    let outcome: unknown = new ClientGoneError();
    let isSilent = true;
    let bytes = first;
    try {
      for (let attempt = 1; outcome !== undefined; attempt++) {
        try {
          for await (const piece of bytes) {
            const item = this.translator.push(piece);
            if (item.wire !== '') isSilent = false;
            yield item;
            if (item.failure) throw item.failure;
          }
          const last = this.translator.end();
          yield last;
          if (last.failure) throw last.failure;
          outcome = undefined;
        } catch (error) {
          // As long as nobody heard the first try.
          if (attempt > 1 || !isSilent || !isMalformedToolCall(error)) throw error;
          this.translator = this.translatorFor();
          bytes = await this.client.askForStream(this.question, this.signal);
        }
      }
    } catch (error) {
      outcome = error;
      throw error;
    } finally {
      this.settle(outcome);
    }
  }
}

/** A promise that is settled from outside: with undefined it resolves, with anything else it rejects. */
function outcomeOfStream(): { ended: Promise<void>; settle: (outcome: unknown) => void } {
  let settle!: (outcome: unknown) => void;
  const ended = new Promise<void>((resolve, reject) => {
    settle = (outcome) => {
      if (outcome === undefined) resolve();
      else reject(outcome);
    };
  });
  // Where the stream fails before it begins, nobody waits for its end.
  ended.catch(() => undefined);
  return { ended, settle };
}
