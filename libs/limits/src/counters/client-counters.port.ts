import type { ClientIdentity } from '@app/contracts';

/** What a request may come to at most. */
export interface Demand {
  /** Prompt and output tokens. */
  readonly tokens: number;
  readonly nanoUsd: number;
  /** It costs nothing for certain, so that no budget stands in its way; a price that is not known is not 0. */
  readonly isFree: boolean;
}

/** What a request came to. */
export interface Use {
  readonly tokens: number;
  /** undefined: nobody knows, so that what was held back is taken for it. */
  readonly nanoUsd: number | undefined;
}

/** Where a client stands within one limit a minute. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Until all of it is there again. */
  readonly resetMs: number;
}

/** A request that was let in. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly requests: Allowance | undefined;
  readonly tokens: Allowance | undefined;
  /** Called once, when the request has ended: gives back what it did not use. */
  readonly settle: (use: Use) => void;
}

/** The limit that stands in the way. */
export type Refused =
  | { readonly kind: 'requests' | 'tokens'; readonly allowance: Allowance; readonly retryAfterMs: number }
  | { readonly kind: 'concurrent'; readonly limit: number }
  | { readonly kind: 'budget'; readonly spentNanoUsd: number; readonly reservedNanoUsd: number };

/**
 * Counts what clients use against their limits. A request is counted at its worst before it is sent and at its truth
 * when it has ended, so that requests side by side cannot pass a limit together. One store may serve many processes.
 */
export interface ClientCounters {
  /** Takes the request in under every limit of the client, or under none. @throws when the counts cannot be had */
  admit(client: ClientIdentity, demand: Demand): Promise<Admitted | Refused>;
}
export const ClientCounters = Symbol('ClientCounters');
