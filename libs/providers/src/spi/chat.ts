import type { ChatCompletionChunk, ChatCompletionRequest, ChatUsage, ModelFacts } from '@app/contracts';
import type { JsonDocument } from '@app/common';
import type { KeptState, StateCarrier } from './kept-state';
import type { ProviderDescription } from './provider';

/** One chat completion to be asked of one provider. */
export interface ChatCall {
  /** Whose conversation it is: state that is kept belongs to this client. */
  readonly clientId: string;
  /** The caller's body as it came. */
  readonly document: JsonDocument;
  /** The caller's request, with what the route adds. */
  readonly request: ChatCompletionRequest;
  /** The model name to send. */
  readonly model: string;
  readonly facts: ModelFacts | undefined;
  readonly isStream: boolean;
  /** Identity of the completion where the provider gives none, and its birth in Unix seconds. */
  readonly completionId: string;
  readonly createdAtSeconds: number;
}

export interface EncodedRequest {
  /** Relative to the provider's base URL. */
  readonly path: string;
  readonly body: Buffer | string;
  /** Top-level fields of the caller's request that were changed or left out for this provider. */
  readonly adjusted: readonly string[];
}

/** A complete answer in OpenAI's form. */
export interface ChatAnswer {
  readonly body: Buffer | string;
  /** The model the provider reports. */
  readonly model: string | undefined;
  /** As reported, in OpenAI's habit; undefined when the provider sent none. */
  readonly usage: ChatUsage | undefined;
  /** The tier of service that the provider says it gave, in its own word. */
  readonly serviceTier?: string | undefined;
  /** What the model wrote, for counting tokens when usage is missing. */
  readonly text: () => string;
  /** What the provider wants back with its tool calls. */
  readonly kept?: readonly KeptState[];
}

/** A piece of a stream: what came in one read from the provider. */
export interface StreamItem {
  /** Complete server-sent events in OpenAI's form, without usage and without `[DONE]`; may be empty. */
  readonly wire: string;
  /** What the model wrote in them, reasoning and tool arguments included. */
  readonly text: string;
  /** Set when the stream cannot go on: what came before in the same read is still good. */
  readonly failure?: Error;
}

/** What is known when a stream is over, or so far. */
export interface StreamSummary {
  readonly model: string | undefined;
  readonly usage: ChatUsage | undefined;
  /** The tier of service that the provider says it gave, in its own word. */
  readonly serviceTier?: string | undefined;
  /** A chunk to carry usage in: the provider's own, or one made after its first chunk; without choices. */
  readonly usageChunk: ChatCompletionChunk | undefined;
  /** True once the provider said why the model stopped, or that the stream is done. */
  readonly isFinished: boolean;
  /** What the provider wants back with its tool calls, as far as they came. */
  readonly kept?: readonly KeptState[];
}

/** Turns the bytes of one stream into the events our client gets. One instance a stream. */
export interface Translator<Summary> {
  /** Never throws: a fault comes with the item, as its `failure`. */
  push(bytes: Buffer): StreamItem;
  /** The provider closed the stream: whatever is left, and a failure if that was no ending. */
  end(): StreamItem;
  summary(): Summary;
}

/** Into OpenAI's chunks. */
export type StreamTranslator = Translator<StreamSummary>;

/** A protocol: pure translation, no sockets. */
export interface ChatDialect {
  encode(call: ChatCall, provider: ProviderDescription): EncodedRequest;
  decode(bytes: Buffer, call: ChatCall, provider: ProviderDescription): ChatAnswer;
  translator(call: ChatCall, provider: ProviderDescription): StreamTranslator;
  /** How state of this provider returns into a conversation; undefined where none is needed. */
  stateCarrier?(provider: ProviderDescription): StateCarrier | undefined;
  /** Headers that carry the key. */
  authHeaders(apiKey: string): Readonly<Record<string, string>>;
}
