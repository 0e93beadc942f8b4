import type { Observable } from 'rxjs';
import { ClientGoneError, streamFrom } from '@app/common';
import type { ProviderBreaker } from '../resilience/provider-breaker';
import type { StreamItem, Translator } from '../spi/chat';
import { isMalformedToolCall } from '../spi/upstream-failures';
import type { Question, UpstreamClient } from '../transport/upstream.client';

/** A stream whose provider has accepted the request. It has to be subscribed to: only its end frees the breaker. */
export interface GuardedStream<Summary> {
  readonly items: Observable<StreamItem>;
  readonly summary: () => Summary;
}

type Ready = () => Promise<void> | undefined;

/** Requests to one provider, through its breaker: whole answers, and streams that count until their very end. */
export class GuardedClient {
  constructor(
    private readonly client: UpstreamClient,
    private readonly breaker: ProviderBreaker,
  ) {}

  /** @throws UpstreamError, CircuitOpenError, ClientGoneError, and what `decode` throws */
  answer<T>(question: Question, signal: AbortSignal, decode: (bytes: Buffer) => T): Promise<T> {
    const ask = (): Promise<T> =>
      this.breaker.guard(async () => {
        const bytes = await this.client.ask(question, signal);
        return { value: decode(bytes), ended: Promise.resolve() };
      });
    return ask().catch((error: unknown) => {
      if (isMalformedToolCall(error) && !signal.aborted) return ask();
      throw error;
    });
  }

  /** Resolves when the provider has accepted; `ready` holds the provider back while the reader is slow. */
  stream<Summary>(
    question: Question,
    translatorFor: () => Translator<Summary>,
    abort: AbortController,
    ready?: Ready,
  ): Promise<GuardedStream<Summary>> {
    return this.breaker.guard(async () => {
      const bytes = await this.client.askForStream(question, abort.signal);
      return this.begun(question, bytes, translatorFor, abort, ready);
    });
  }

  private begun<Summary>(
    question: Question,
    first: AsyncIterable<Buffer>,
    translatorFor: () => Translator<Summary>,
    abort: AbortController,
    ready?: Ready,
  ): { value: GuardedStream<Summary>; ended: Promise<void> } {
    const { ended, settle } = outcomeOfStream();
    let translator = translatorFor();
    const { client } = this;
    const open = async function* (stop: AbortSignal): AsyncGenerator<StreamItem> {
      stop.addEventListener('abort', () => {
        abort.abort();
      });
      let outcome: unknown = new ClientGoneError();
      let isSilent = true;
      let bytes = first;
      try {
        for (let attempt = 1; outcome !== undefined; attempt++) {
          try {
            for await (const piece of bytes) {
              const item = translator.push(piece);
              if (item.wire !== '') isSilent = false;
              yield item;
              if (item.failure) throw item.failure;
            }
            const last = translator.end();
            yield last;
            if (last.failure) throw last.failure;
            outcome = undefined;
          } catch (error) {
            // A model that stumbled over its own tool call gets one more try, as long as nobody heard the first.
            if (attempt > 1 || !isSilent || !isMalformedToolCall(error)) throw error;
            translator = translatorFor();
            bytes = await client.askForStream(question, abort.signal);
          }
        }
      } catch (error) {
        outcome = error;
        throw error;
      } finally {
        settle(outcome);
      }
    };
    return { value: { items: streamFrom(open, ready), summary: () => translator.summary() }, ended };
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
  return { ended, settle };
}
