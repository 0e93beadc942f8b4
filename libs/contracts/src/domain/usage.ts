/** `reported` came from the provider; `estimated` was counted here because it did not. */
export type UsageSource = 'reported' | 'estimated';

/**
 * Tokens of one request in disjoint buckets: the prompt is fresh + cached + cache write, and reasoning lies inside
 * output. A part the provider did not report is undefined, never 0.
 */
export interface TokenUsage {
  readonly source: UsageSource;
  /** Prompt tokens billed at the full input rate. */
  readonly freshInputTokens: number;
  /** Prompt tokens read from the provider's cache. */
  readonly cachedInputTokens?: number;
  /** Prompt tokens written to the provider's cache. */
  readonly cacheWriteTokens?: number;
  /** Everything the model generated, reasoning included. */
  readonly outputTokens: number;
  /** The part of `outputTokens` spent on reasoning. */
  readonly reasoningTokens?: number;
  /** Parts of the buckets above that some models price apart; undefined where the provider does not tell them apart. */
  readonly apart?: TokensPricedApart;
  /** The service tier that the provider says it served, in its own word (`flex`, `priority`, …); it may change the rate. */
  readonly serviceTier?: string;
}

/** Each is contained in the bucket it names, and audio and image input never overlap. */
export interface TokensPricedApart {
  /** In `freshInputTokens`. */
  readonly audioInput?: number;
  /** In `freshInputTokens`. */
  readonly imageInput?: number;
  /** In `cachedInputTokens`. */
  readonly imageCachedInput?: number;
  /** In `cacheWriteTokens`: kept for one hour. */
  readonly cacheWrite1h?: number;
  /** In `cacheWriteTokens`: kept for twelve hours. */
  readonly cacheWrite12h?: number;
  /** In `outputTokens`. */
  readonly imageOutput?: number;
}

/** What was drawn, where images are billed by the piece. Absent words mean what the vendors' APIs make of them. */
export interface DrawnImages {
  readonly count: number;
  readonly quality?: string;
  readonly size?: string;
}

/** Everything beyond the plain counts that a price may depend on; kept on the ledger row, so that it can be priced again. */
export interface UsageDetails {
  readonly apart?: TokensPricedApart;
  readonly serviceTier?: string;
  readonly images?: DrawnImages;
}
