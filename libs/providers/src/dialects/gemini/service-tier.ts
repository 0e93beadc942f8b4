import { unsupported, type Encoding } from './encoding';

/** OpenAI's tiers and Google's; `fast` is what OpenAI calls priority since 2026. */
const TIERS: ReadonlyMap<unknown, string> = new Map([
  ['auto', 'standard'],
  ['default', 'standard'],
  ['flex', 'flex'],
  ['priority', 'priority'],
  ['fast', 'priority'],
]);

/** A tier Google does not have is left to its standard, and reported. */
export function serviceTierOf({ request, adjusted }: Encoding): { serviceTier?: string } {
  const { service_tier: tier } = request;
  if (tier === undefined || tier === null) return {};
  if (typeof tier !== 'string') throw unsupported('The service tier has to be a string.', 'service_tier');
  const serviceTier = TIERS.get(tier);
  if (serviceTier === undefined) adjusted.add('service_tier');
  return serviceTier === undefined ? {} : { serviceTier };
}

/** The tier that served, in OpenAI's words: it decides the rate. */
export function servedTierOf(tier: unknown): { service_tier?: string } {
  if (typeof tier !== 'string' || tier === '') return {};
  return { service_tier: tier.toLowerCase() === 'standard' ? 'default' : tier.toLowerCase() };
}
