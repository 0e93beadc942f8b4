import type { PriceFacts, TokenRates, TokenUsage } from '@app/contracts';
import { CostService } from './cost.service';
import { pricedModel, priceRow, snapshotOf } from './testing/priced-snapshot';
import { randomFrom } from './testing/random';

const ROUNDS = 3_000;
const START = Date.parse('2026-01-01T00:00:00Z');

const random = randomFrom(20_261_122);
const below = (limit: number): number => Math.floor(random() * limit);
/** Small and large numbers alike. */
const anySize = (limit: number): number => below(10 ** (1 + below(Math.log10(limit))));
const maybe = <T>(value: T): T | null => (random() < 0.3 ? null : value);
const maybeReported = (count: number): number | undefined => maybe(count) ?? undefined;

const randomRates = (): TokenRates => ({
  input: anySize(10 ** 9),
  cachedInput: maybe(anySize(10 ** 9)),
  cacheWrite: maybe(anySize(10 ** 9)),
  output: anySize(10 ** 9),
});

function randomPrice(): PriceFacts {
  const percentOff = below(10_001) / 100;
  const promo = { percentOff, from: '2025-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', isStartUnverified: false };
  return priceRow('acme/alpha#1', {
    rates: randomRates(),
    tiers: [
      { fromInputTokens: 1_000, rates: randomRates() },
      { fromInputTokens: 100_000, rates: randomRates() },
    ],
    promo: maybe(promo),
  });
}

function randomUsage(): TokenUsage {
  const outputTokens = anySize(10 ** 7);
  return {
    source: 'reported',
    freshInputTokens: anySize(10 ** 7),
    cachedInputTokens: maybeReported(anySize(10 ** 7)),
    cacheWriteTokens: maybeReported(anySize(10 ** 7)),
    outputTokens,
    reasoningTokens: maybeReported(below(outputTokens + 1)),
  };
}

/** The same rules, written again as one fraction of integers. */
function expectedNanoUsd(price: PriceFacts, usage: TokenUsage): bigint {
  const { freshInputTokens: fresh, cachedInputTokens: cached = 0, cacheWriteTokens: written = 0 } = usage;
  const prompt = fresh + cached + written;
  const reached = price.tiers.filter(({ fromInputTokens }) => fromInputTokens <= prompt).at(-1);
  const { input, cachedInput, cacheWrite, output } = reached?.rates ?? price.rates;
  const lines: [number, number | null][] = [
    [fresh, input],
    [cached, cachedInput],
    [written, cacheWrite],
    [usage.outputTokens, output],
  ];
  const pico = lines.reduce((sum, [count, rate]) => sum + BigInt(count) * BigInt(rate ?? input), 0n);
  const numerator =
    pico * BigInt(Math.round(10_000 - (price.promo && 'percentOff' in price.promo ? price.promo.percentOff : 0) * 100));
  const denominator = 10_000n * 1_000n;
  return (2n * numerator + denominator) / (2n * denominator);
}

describe('costs of random requests', () => {
  it('equal an independent computation in exact fractions', () => {
    const service = new CostService();
    const differences: unknown[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const price = randomPrice();
      const usage = randomUsage();
      const snapshot = snapshotOf([pricedModel('alpha', [price])]);
      const names = { providerId: 'acme', reportedModel: 'alpha', askedModel: 'alpha', groupName: undefined };
      const cost = service.costOf({ ...names, usage, at: START, snapshot });
      if (cost.nanoUsd === null || BigInt(cost.nanoUsd) !== expectedNanoUsd(price, usage)) {
        differences.push({ price, usage, cost: cost.nanoUsd });
      }
    }
    expect(differences).toEqual([]);
  });
});
