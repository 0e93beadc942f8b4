import type { CostPart, PriceTier, TokenRates, TokenUsage } from '@app/contracts';
import { promptTokensOf, tokenParts } from './token-cost';

/** Rates of a row or of a promo, with those for long prompts. */
export interface RateCard {
  readonly rates: TokenRates;
  /** Highest threshold first. */
  readonly tiers: readonly PriceTier[];
}

export interface RatedUsage {
  readonly parts: readonly CostPart[];
  /** Threshold of the tier that priced the whole request; null: the base rates. */
  readonly tierFromInputTokens: number | null;
}

export function rateCardOf({ rates, tiers }: RateCard): RateCard {
  return { rates, tiers: tiers.toSorted((a, b) => b.fromInputTokens - a.fromInputTokens) };
}

/** The tier that the whole prompt reaches, cached tokens included; null: the base rates apply. */
export function tierFor({ tiers }: RateCard, promptTokens: number): PriceTier | null {
  return tiers.find(({ fromInputTokens }) => promptTokens >= fromInputTokens) ?? null;
}

/** Undefined when tokens were used that the card does not price. */
export function ratedBy(card: RateCard, usage: TokenUsage): RatedUsage | undefined {
  const tier = tierFor(card, promptTokensOf(usage));
  const parts = tokenParts(usage, tier?.rates ?? card.rates);
  return parts && { parts, tierFromInputTokens: tier?.fromInputTokens ?? null };
}
