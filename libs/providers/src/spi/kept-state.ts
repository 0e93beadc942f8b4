import type { ChatCompletionRequest } from '@app/contracts';

/** A longer value is not kept: a cache of such would be one of few conversations. */
export const MAX_KEPT_BYTES = 64 * 1024;

/**
 * Something a provider wants back, unchanged, with a tool call it made: a thought signature, its reasoning. Many clients
 * echo only standard fields, so the gateway keeps it for them.
 */
export interface KeptState {
  readonly toolCallId: string;
  /** Opaque to everybody but the carrier that reads it back. */
  readonly value: string;
}

/** How one dialect or provider gets its state back into a conversation. Pure. */
export interface StateCarrier {
  /** Ids of tool calls in the history whose state the caller did not send along. */
  missing(request: ChatCompletionRequest): readonly string[];
  /** The request with what was kept put in its place; the very same object when nothing was. */
  restored(request: ChatCompletionRequest, kept: ReadonlyMap<string, string>): ChatCompletionRequest;
}
