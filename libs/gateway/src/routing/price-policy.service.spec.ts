import { ModelCatalogService } from '@app/catalog';
import type { GatewayConfig } from '@app/config';
import { CostService } from '@app/pricing';
import { PROVIDERS } from '@app/providers';
import { ConfiguredPricePolicy } from './price-policy.service';
import { ManualClock } from '../testing/exchange';

const catalog = new ModelCatalogService({ facts: PROVIDERS.flatMap(({ models }) => models), providers: PROVIDERS });
const policyOf = (unpriced: GatewayConfig['pricing']['unpriced']) => {
  const config = { pricing: { unpriced } };
  return new ConfiguredPricePolicy(catalog, new CostService(config), new ManualClock(), config);
};

describe('ConfiguredPricePolicy', () => {
  it.each([
    ['openai', 'gpt-4o', false],
    ['openai', 'dall-e-3', false],
    ['ollama', 'whatever', false],
    ['openai', 'gpt-unheard', true],
    ['deepseek', 'deepseek-chat', true],
  ])('blocks what has no price now: %s/%s %s', (providerId, model, expected) => {
    expect(policyOf('block').isBlocked(providerId, model, undefined)).toBe(expected);
  });

  it.each(['allow', 'assume_dearest'] as const)('blocks nothing under %s', (unpriced) => {
    expect(policyOf(unpriced).isBlocked('openai', 'gpt-unheard', undefined)).toBe(false);
  });
});
