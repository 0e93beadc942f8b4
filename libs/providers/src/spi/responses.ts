import type { ChatUsage, ModelFacts, ResponseObject, ResponsesRequest } from '@app/contracts';
import type { JsonDocument } from '@app/common';

/** One request of the Responses API, to be passed to a provider that speaks it. */
export interface ResponseCall {
  /** Under `responses` at the provider: empty, `input_tokens` or `compact`. */
  readonly operation: '' | 'input_tokens' | 'compact';
  /** The caller's body as it came. */
  readonly document: JsonDocument;
  /** The caller's request, with what the route adds. */
  readonly request: ResponsesRequest;
  /** The model name to send. */
  readonly model: string;
  readonly facts: ModelFacts | undefined;
}

/** One request about a response that the provider keeps. */
export interface StoredResponseCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly responseId: string;
  /** Behind the id: empty, `cancel` or `input_items`. */
  readonly operation: '' | 'cancel' | 'input_items';
  /** The caller's query, without its question mark. */
  readonly query: string;
}

/** What is known of a response, at its end or so far. */
export interface ResponseSummary {
  /** The last response object that was seen; an empty one where none was. */
  readonly response: ResponseObject;
  /** In OpenAI's habit; undefined where none was reported yet. */
  readonly usage: ChatUsage | undefined;
  /** The tier of service that the provider says it gave; `auto` while that is open. */
  readonly serviceTier?: string | undefined;
  /** What the provider itself said went wrong. */
  readonly failure: Error | undefined;
  /** True once the provider is done with it, well or badly. */
  readonly isFinished: boolean;
  /** Of the last event of a stream; -1 before the first. */
  readonly sequenceNumber: number;
}

/** A complete answer, exactly as the provider sent it. */
export interface PassedResponse extends ResponseSummary {
  readonly body: Buffer;
  /** What the model wrote, for counting tokens when usage is missing. */
  readonly text: () => string;
}
