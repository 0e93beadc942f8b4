import type { ClientIdentity, ChatCompletionRequest } from '@app/contracts';
import type { JsonDocument } from '@app/common';

/** What the ledger keeps of a request, whether or not it could be read. */
export type RecordedExchange = Omit<ChatExchange, 'document' | 'abort'>;

/** One request for a chat completion, from its acceptance to its end. */
export interface ChatExchange {
  /** Ours, UUIDv7. */
  readonly requestId: string;
  /** The caller's own id, kept beside ours. */
  readonly clientRequestId: string | null;
  readonly client: ClientIdentity;
  /** The body as it came, and as an object. */
  readonly document: JsonDocument;
  readonly request: ChatCompletionRequest;
  /** Wall time of acceptance, epoch milliseconds, and the same moment on the monotonic clock. */
  readonly startedAt: number;
  readonly startedMonotonicMs: number;
  /** Aborted when the caller goes away; closes the provider's connection at once. */
  readonly abort: AbortController;
}
