import type { ChatCompletionRequest } from '@app/contracts';
import { isRecord } from '@app/common';
import { DIALECTS, imageDialectFor } from '../dialects/dialects';
import type { ProviderBreakers } from '../resilience/provider-breakers';
import type { ChatAnswer, ChatCall, ChatDialect, StreamSummary } from '../spi/chat';
import type { ImageAnswer, ImageCall, ImageStreamSummary } from '../spi/images';
import type { KeptState, StateCarrier } from '../spi/kept-state';
import type { ProviderDescription } from '../spi/provider';
import { malformedAnswer } from '../spi/upstream-failures';
import { beginningOf } from '../state/beginning-of';
import type { KeptStateService, StateOwner } from '../state/kept-state.service';
import type { ImageFetcher } from '../transport/remote-images/image-fetcher';
import { withInlinedImages } from '../transport/remote-images/inlined-images';
import type { UpstreamClient } from '../transport/upstream.client';
import { GuardedClient, type GuardedStream } from './guarded-client';
import { ResponsesConnection } from './responses-connection';

export type ChatStream = GuardedStream<StreamSummary>;

/** A call that is translated and ready to go. */
export interface PreparedChat {
  /** Fields changed for this provider. */
  readonly adjusted: readonly string[];
  /** @throws UpstreamError, CircuitOpenError, ClientGoneError */
  answer(signal: AbortSignal): Promise<ChatAnswer>;
  /** Resolves when the provider has accepted; `ready` holds the provider back while the reader is slow. */
  stream(abort: AbortController, ready?: () => Promise<void> | undefined): Promise<ChatStream>;
}

/** Images, translated and ready to be asked for. */
export interface PreparedImages {
  readonly adjusted: readonly string[];
  /** @throws UpstreamError, CircuitOpenError, ClientGoneError, InvalidRequestError when the prompt was refused */
  answer(signal: AbortSignal): Promise<ImageAnswer>;
  /** undefined where the provider does not stream images. */
  readonly stream:
    | ((abort: AbortController, ready?: () => Promise<void> | undefined) => Promise<GuardedStream<ImageStreamSummary>>)
    | undefined;
}

/** What all connections share. */
export interface ConnectionServices {
  readonly states: Pick<KeptStateService, 'keep' | 'find'>;
  readonly images: Pick<ImageFetcher, 'fetch'>;
}

/** One configured provider: its dialects, its sockets, its breakers. */
export class ProviderConnection {
  /** For providers with the capability `responses`. */
  readonly responses: ResponsesConnection;
  private readonly guarded: GuardedClient;

  constructor(
    readonly provider: ProviderDescription,
    private readonly client: UpstreamClient,
    readonly breakers: ProviderBreakers,
    private readonly services: ConnectionServices,
  ) {
    this.guarded = new GuardedClient(client, breakers);
    this.responses = new ResponsesConnection(provider, this.guarded);
  }

  /**
   * Translates a call, with remote images fetched and kept state put back where this provider needs it.
   * @throws InvalidRequestError when the request cannot be said in the provider's dialect, ClientGoneError
   */
  async prepareChat(call: ChatCall, signal: AbortSignal): Promise<PreparedChat> {
    const { provider, guarded } = this;
    const dialect = this.dialectFor(call);
    const carrier = dialect.stateCarrier?.(provider);
    const inlined = await this.inlined(call.request, signal);
    const complete = { ...call, request: await this.restored({ ...call, request: inlined }, carrier) };
    const { path, body, adjusted } = dialect.encode(complete, provider);
    const question = { path, body, model: call.model };
    return {
      // Put back is only what the caller left out; an image sent inline is another message than it wrote.
      adjusted: inlined === call.request ? adjusted : [...new Set(['messages', ...adjusted])],
      answer: async (stop) => {
        const answer = await guarded.answer(question, stop, (bytes) => dialect.decode(bytes, complete, provider));
        this.keep(call, answer.kept);
        return answer;
      },
      stream: (abort, ready) => guarded.stream(question, () => this.keeping(dialect, complete), abort, ready),
    };
  }

  /** @throws InvalidRequestError when the request cannot be said in the provider's dialect */
  prepareImages(call: ImageCall): PreparedImages {
    const { provider, guarded } = this;
    const dialect = imageDialectFor(provider, call.facts);
    const { requests: encoded, adjusted } = dialect.encode(call, provider);
    const requests = encoded.map((request) => ({ ...request, model: call.model }));
    const [first] = requests;
    const translator = dialect.translator?.bind(dialect);
    return {
      adjusted,
      answer: async (signal) => {
        const answers = await allThatCame(requests.map((request) => guarded.answer(request, signal, asItIs)));
        const readable = answers.filter(
          (answer) => answers.length === 1 || isReadable(() => dialect.decode([answer], call, provider)),
        );
        // What came is paid for; only where none of it is a picture is there nothing to give.
        return dialect.decode(readable.length > 0 ? readable : answers, call, provider);
      },
      stream:
        translator && first
          ? (abort, ready) => guarded.stream(first, () => translator(call, provider), abort, ready)
          : undefined,
    };
  }

  /** Names of the models the provider's own server offers, in OpenAI's list form. @throws UpstreamError, ClientGoneError */
  async listModels(signal: AbortSignal): Promise<string[]> {
    const rows = rowsOf((await this.client.ask({ method: 'GET', path: 'models' }, signal)).toString('utf8'));
    if (!rows) throw malformedAnswer(this.provider.id, 'sent no list of models');
    return rows.map((row) => (isRecord(row) ? row['id'] : undefined)).filter((id) => typeof id === 'string');
  }

  /** Asks for the list of models, which costs nothing, past the breakers: whether address and key are good. @throws UpstreamError, ClientGoneError */
  async check(signal: AbortSignal): Promise<void> {
    await this.client.ask({ method: 'GET', path: 'models' }, signal);
  }

  /** What is under way goes on to its end; nothing new is to be asked of it. */
  retire(): void {
    this.breakers.close();
    this.client.retire();
  }

  async close(): Promise<void> {
    this.breakers.close();
    await this.client.close();
  }

  private dialectFor({ request, facts }: ChatCall): ChatDialect {
    return DIALECTS[this.provider.quirks.dialectFor?.(request, facts) ?? this.provider.dialect];
  }

  private async inlined(request: ChatCompletionRequest, signal: AbortSignal): Promise<ChatCompletionRequest> {
    return this.provider.quirks.inlinesImages ? withInlinedImages(request, this.services.images, signal) : request;
  }

  private async restored(call: ChatCall, carrier: StateCarrier | undefined): Promise<ChatCompletionRequest> {
    const { request } = call;
    const missing = carrier?.missing(request) ?? [];
    if (!carrier || missing.length === 0) return request;
    const kept = await this.services.states.find(this.ownerOf(call), missing);
    return kept.size === 0 ? request : carrier.restored(request, kept);
  }

  /** A translator that also sees to it that state is kept before the caller knows that the stream is over. */
  private keeping(dialect: ChatDialect, call: ChatCall): ReturnType<ChatDialect['translator']> {
    const translator = dialect.translator(call, this.provider);
    if (!dialect.stateCarrier?.(this.provider)) return translator;
    let isKept = false;
    return {
      push: (bytes) => {
        const item = translator.push(bytes);
        // As soon as the answer is whole: a client may not wait for the provider to hang up.
        if (!isKept && translator.summary().isFinished) {
          isKept = true;
          this.keep(call, translator.summary().kept);
        }
        return item;
      },
      summary: () => translator.summary(),
      end: () => {
        const item = translator.end();
        this.keep(call, translator.summary().kept);
        return item;
      },
    };
  }

  private keep(call: ChatCall, kept: readonly KeptState[] | undefined): void {
    if (kept && kept.length > 0) this.services.states.keep(this.ownerOf(call), kept);
  }

  private ownerOf({ clientId, request }: ChatCall): StateOwner {
    const { id, quirks } = this.provider;
    const owner = { clientId, providerId: id };
    return quirks.repeatsToolCallIds ? { ...owner, conversation: beginningOf(request) } : owner;
  }
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    // The others may be; when none is, the failure is told.
    return false;
  }
}

function asItIs(bytes: Buffer): Buffer {
  return bytes;
}

/** Of several calls side by side, those that succeeded; the first failure where none did. */
async function allThatCame(calls: readonly Promise<Buffer>[]): Promise<Buffer[]> {
  const settled = await Promise.allSettled(calls);
  const answers = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failed = settled.find((outcome) => outcome.status === 'rejected');
  if (answers.length === 0 && failed) throw failed.reason;
  return answers;
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
