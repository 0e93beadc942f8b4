import type { Observable } from 'rxjs';
import { ClientGoneError, isRecord, streamFrom } from '@app/common';
import { DIALECTS } from '../dialects/dialects';
import type { ProviderBreaker } from '../resilience/provider-breaker';
import type { ChatAnswer, ChatCall, ChatDialect, StreamItem, StreamSummary, StreamTranslator } from '../spi/chat';
import type { ProviderDescription } from '../spi/provider';
import { malformedAnswer } from '../spi/upstream-failures';
import type { UpstreamClient } from '../transport/upstream.client';

/** A stream whose provider has accepted the request. It has to be subscribed to: only its end frees the breaker. */
export interface ChatStream {
  readonly items: Observable<StreamItem>;
  readonly summary: () => StreamSummary;
}

/** A call that is translated and ready to go. */
export interface PreparedChat {
  /** Fields changed for this provider. */
  readonly adjusted: readonly string[];
  /** @throws UpstreamError, CircuitOpenError, ClientGoneError */
  answer(signal: AbortSignal): Promise<ChatAnswer>;
  /** Resolves when the provider has accepted; `ready` holds the provider back while the reader is slow. */
  stream(abort: AbortController, ready?: () => Promise<void> | undefined): Promise<ChatStream>;
}

/** One configured provider: its dialect, its sockets, its breaker. */
export class ProviderConnection {
  private readonly dialect: ChatDialect;

  constructor(
    readonly provider: ProviderDescription,
    private readonly client: UpstreamClient,
    private readonly breaker: ProviderBreaker,
  ) {
    this.dialect = DIALECTS[provider.dialect];
  }

  get breakerState(): ProviderBreaker['state'] {
    return this.breaker.state;
  }

  /** @throws InvalidRequestError when the request cannot be said in the provider's dialect */
  prepareChat(call: ChatCall): PreparedChat {
    const { path, body, adjusted } = this.dialect.encode(call, this.provider);
    return {
      adjusted,
      answer: (signal) =>
        this.breaker.guard(async () => {
          const bytes = await this.client.post(path, body, signal);
          return { value: this.dialect.decode(bytes, call, this.provider), ended: Promise.resolve() };
        }),
      stream: (abort, ready) =>
        this.breaker.guard(async () => {
          const bytes = await this.client.postForStream(path, body, abort.signal);
          return this.begun(bytes, this.dialect.translator(call, this.provider), abort, ready);
        }),
    };
  }

  /** Names of the models the provider's own server offers, in OpenAI's list form. @throws UpstreamError, ClientGoneError */
  async listModels(signal: AbortSignal): Promise<string[]> {
    const rows = rowsOf((await this.client.get('models', signal)).toString('utf8'));
    if (!rows) throw malformedAnswer(this.provider.id, 'sent no list of models');
    return rows.map((row) => (isRecord(row) ? row['id'] : undefined)).filter((id) => typeof id === 'string');
  }

  async close(): Promise<void> {
    this.breaker.close();
    await this.client.close();
  }

  private begun(
    bytes: AsyncIterable<Buffer>,
    translator: StreamTranslator,
    abort: AbortController,
    ready?: () => Promise<void> | undefined,
  ): { value: ChatStream; ended: Promise<void> } {
    let settle!: (outcome: unknown) => void;
    const ended = new Promise<void>((resolve, reject) => {
      settle = (outcome) => {
        if (outcome === undefined) resolve();
        else reject(outcome);
      };
    });
    const open = async function* (this: ProviderConnection, stop: AbortSignal): AsyncGenerator<StreamItem> {
      stop.addEventListener('abort', () => {
        abort.abort();
      });
      let outcome: unknown = new ClientGoneError();
      try {
        for await (const piece of bytes) yield* whole(translator.push(piece));
        yield* whole(translator.end());
        outcome = undefined;
      } catch (error) {
        outcome = error;
        throw error;
      } finally {
        settle(outcome);
      }
    };
    return { value: { items: streamFrom(open.bind(this), ready), summary: () => translator.summary() }, ended };
  }
}

/** The item, and then its failure where it has one. */
function* whole(item: StreamItem): Generator<StreamItem> {
  yield item;
  if (item.failure) throw item.failure;
}

function rowsOf(text: string): unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return isRecord(list) && Array.isArray(list['data']) ? list['data'] : undefined;
  } catch {
    // Not JSON is as good as no list; the parser's own words would quote a stranger's page.
    return undefined;
  }
}
