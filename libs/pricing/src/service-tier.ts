import type { CostFormula } from '@app/contracts';
import { pricesInForce, type CompiledPrices } from './price-lookup';

/** A tier with a rate of its own, and what it multiplies the price by. */
export type ServiceTier = NonNullable<CostFormula['serviceTier']>;

/** What vendors call the tier that the price list is about: OpenAI says `default`, Google `standard`; `auto` tells nothing. */
const STANDARD: ReadonlySet<string> = new Set(['', 'auto', 'default', 'standard']);

/**
 * The tier that the provider says it served decides the rate, not the one asked for. null: the list price. Undefined:
 * no price row in force says what this tier costs; then the request has no price, since the list price is known to be
 * wrong for it. A row that is silent about tiers, as most of an operator's own, keeps what the layer below says.
 */
export function serviceTierOf(
  word: string | undefined,
  prices: CompiledPrices,
  atMs: number,
): ServiceTier | null | undefined {
  const name = word?.toLowerCase() ?? '';
  if (STANDARD.has(name)) return null;
  for (const { facts } of pricesInForce(prices, atMs)) {
    const { serviceTiers } = facts;
    // The word comes from outside: `constructor` must find nothing.
    const factor = serviceTiers && Object.hasOwn(serviceTiers, name) ? serviceTiers[name] : undefined;
    if (factor !== undefined) return { name, factor };
  }
  return undefined;
}
