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
    let settle!: (outcome: unknown) => void;
    const ended = new Promise<void>((resolve, reject) => {
      settle = (outcome) => {
        if (outcome === undefined) resolve();
        else reject(outcome);
      };
    });
    let translator = translatorFor();
    const again = async (): Promise<AsyncIterable<Buffer>> => {
      translator = translatorFor();
      return this.client.askForStream(question, abort.signal);
    };
    const open = async function* (stop: AbortSignal): AsyncGenerator<StreamItem> {
      stop.addEventListener('abort', () => {
        abort.abort();
      });
      let outcome: unknown = new ClientGoneError();
      let isSilent = true;
      try {
        try {
          for await (const item of translated(first, translator)) {
            if (item.wire !== '') isSilent = false;
            yield item;
          }
        } catch (error) {
          // A model that stumbled over its own tool call gets one more try, as long as nobody heard the first.
          if (!isSilent || !isMalformedToolCall(error)) throw error;
          yield* translated(await again(), translator);
        }
        outcome = undefined;
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

async function* translated(bytes: AsyncIterable<Buffer>, translator: Translator<unknown>): AsyncGenerator<StreamItem> {
  for await (const piece of bytes) yield* whole(translator.push(piece));
  yield* whole(translator.end());
}

/** The item, and then its failure where it has one. */
function* whole(item: StreamItem): Generator<StreamItem> {
  yield item;
  if (item.failure) throw item.failure;
}
