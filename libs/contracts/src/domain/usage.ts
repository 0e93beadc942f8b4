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
}
