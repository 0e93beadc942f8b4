import type { ImageRequest, ModelFacts, TokenUsage } from '@app/contracts';
import type { JsonDocument } from '@app/common';
import type { EncodedRequest, Translator } from './chat';
import type { ProviderDescription } from './provider';

/** How a caller gets its pictures: an address (or data URI) in `url`, or base64 in `b64_json`. */
export type ImageFormat = 'url' | 'b64_json';

/** One request for images to be asked of one provider. */
export interface ImageCall {
  /** The caller's body as it came. */
  readonly document: JsonDocument;
  /** The caller's request, with what the route adds. */
  readonly request: ImageRequest;
  /** The model name to send. */
  readonly model: string;
  readonly facts: ModelFacts | undefined;
  /** The model the caller asked for, where an ended one was replaced: its contract still holds. */
  readonly askedFacts: ModelFacts | undefined;
  /** Unix seconds, for answers that carry no time. */
  readonly createdAtSeconds: number;
}

/** What was drawn, for models that are billed by the picture. */
export interface Drawing {
  readonly count: number;
  readonly quality?: string;
  readonly size?: string;
}

export interface EncodedImages {
  /** To be sent side by side; their answers belong together. */
  readonly requests: readonly Pick<EncodedRequest, 'path' | 'body'>[];
  readonly adjusted: readonly string[];
}

/** A complete answer in OpenAI's form. */
export interface ImageAnswer {
  readonly body: Buffer | string;
  /** The model the provider reports. */
  readonly model: string | undefined;
  /** undefined when the provider reported none. */
  readonly usage: TokenUsage | undefined;
  readonly drawing: Drawing;
}

export interface ImageStreamSummary {
  readonly usage: TokenUsage | undefined;
  readonly drawing: Drawing;
  /** What the provider itself said went wrong, in an event that has passed. */
  readonly failure: Error | undefined;
}

/** A protocol for images: pure translation, no sockets. */
export interface ImageDialect {
  /** @throws InvalidRequestError when the request cannot be said in this dialect */
  encode(call: ImageCall, provider: ProviderDescription): EncodedImages;
  /** @throws UpstreamError when the answers hold no picture, InvalidRequestError when the prompt was refused */
  decode(answers: readonly Buffer[], call: ImageCall, provider: ProviderDescription): ImageAnswer;
  /** For streams of events in OpenAI's form; undefined: the provider does not stream images. */
  translator?(call: ImageCall, provider: ProviderDescription): Translator<ImageStreamSummary>;
}

/** The format the caller counts on: what it says, else what the model it asked for used to give. */
export function wantedFormat({ request, askedFacts, facts }: ImageCall): ImageFormat | undefined {
  if (request.response_format === 'url' || request.response_format === 'b64_json') return request.response_format;
  const contract = (askedFacts ?? facts)?.requestFlags['response_format'];
  return contract === 'url|b64_json' ? 'url' : undefined;
}
