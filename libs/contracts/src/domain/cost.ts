/** `priced`: a rate was found; `free`: the rate is zero by definition; `unpriced`: no rate is known, so the cost is unknown too. */
export type CostState = 'priced' | 'free' | 'unpriced';

export interface Cost {
  readonly state: CostState;
  /** Integer nano-USD (1 USD = 1,000,000,000); null when unpriced, because unknown is not 0. */
  readonly nanoUsd: number | null;
  /** The price row that was applied, e.g. `openai/gpt-4o#1`; null when unpriced. */
  readonly priceId: string | null;
}
