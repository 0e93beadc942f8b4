import type { ClientIdentity } from '@app/contracts';
import type { JsonDocument } from '@app/common';

/** One accepted request, whatever its endpoint, before its body is known. */
export interface Exchange {
  /** Ours, UUIDv7. */
  readonly requestId: string;
  /** The caller's own id, kept beside ours. */
  readonly clientRequestId: string | null;
  /** The caller's `x-session-id`: requests of one session may be kept with one target. */
  readonly sessionId: string | null;
  readonly client: ClientIdentity;
  /** Path of the endpoint, as the ledger names it, e.g. `/v1/chat/completions`. */
  readonly endpoint: string;
  /** Wall time of acceptance, epoch milliseconds, and the same moment on the monotonic clock. */
  readonly startedAt: number;
  readonly startedMonotonicMs: number;
  /** Ends what is under way, the provider's connection first; absent as long as nothing is. */
  readonly abort?: AbortController;
}

/** A request whose body was read and checked. */
export interface BodyExchange<Body> extends Exchange {
  /** The body as it came, and as an object. */
  readonly document: JsonDocument;
  readonly request: Body;
  /** Aborted also when the caller goes away; closes the provider's connection at once. */
  readonly abort: AbortController;
}

/** What the ledger has to know of a request's body. */
export interface Asked {
  /** Empty where the body could not be read. */
  readonly model: string;
  readonly isStream: boolean;
  /** Tokens of the prompt, for providers that report none. Called at most once. */
  readonly estimatePromptTokens: () => number;
  /** The most that one answer may come to, where the caller has said so. */
  readonly maxOutputTokens?: number;
  /** Answers or pictures wanted; 1 where nothing is said. */
  readonly answers?: number;
}

/** Stands for a body that could not be read. */
export const UNREAD: Asked = { model: '', isStream: false, estimatePromptTokens: () => 0 };
