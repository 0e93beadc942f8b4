import type { TokenUsage } from '@app/contracts';
import { CostService } from '../cost.service';
import { UNPRICED } from '../cost-breakdown';
import { breakdownOf } from '../testing/breakdown';
import { bundledSnapshot } from '../testing/priced-snapshot';
import { randomFrom } from '../testing/random';
import { formulaOf, nanoUsdOfFormula } from './cost-formula';

describe('formulaOf', () => {
  it('keeps what a plain cost came from, and nothing more', () => {
    expect(formulaOf(breakdownOf(400))).toEqual({
      pricedBy: 'reported_model',
      subject: 'acme/sent',
      parts: [{ bucket: 'output', quantity: 400, picoUsdEach: 1_000 }],
    });
  });

  it.each([
    [{ percentOff: 12.5 }, { percentOff: 12.5 }],
    [{ isAtPromoRates: true }, { atPromoRates: true }],
    [{ tierFromInputTokens: 200_001 }, { tierFromInputTokens: 200_001 }],
    [{ serviceTier: { name: 'flex', factor: 5_000 } }, { serviceTier: { name: 'flex', factor: 5_000 } }],
    [{ holidayUnchecked: true }, { holidayUnchecked: true }],
  ])('keeps what made it another: %j', (fields, expected) => {
    expect(formulaOf({ ...breakdownOf(400), ...fields })).toMatchObject(expected);
  });

  it('has nothing to say about an unknown cost', () => {
    expect(formulaOf(UNPRICED)).toBeNull();
  });
});

describe('a row proves itself', () => {
  const ROUNDS = 60;
  const snapshot = bundledSnapshot();
  const entries = ['openai', 'gemini', 'deepseek', 'moonshot', 'grok', 'ollama'].flatMap((id) =>
    snapshot.entriesOf(id),
  );
  const random = randomFrom(4_711);
  const below = (limit: number): number => Math.floor(random() * limit);
  const anySize = (): number => below(10 ** (1 + below(9)));
  const sometimes = (): number | undefined => (random() < 0.4 ? undefined : anySize());
  const START = Date.parse('2026-04-01T00:00:00Z');
  const YEAR_MS = 365 * 24 * 3_600_000;
  const TIERS = [undefined, undefined, 'default', 'flex', 'batch', 'priority', 'fast'];

  const randomUsage = (): TokenUsage => ({
    source: 'reported',
    freshInputTokens: anySize(),
    cachedInputTokens: sometimes(),
    cacheWriteTokens: sometimes(),
    outputTokens: anySize(),
    reasoningTokens: sometimes(),
    apart: { audioInput: sometimes(), imageInput: sometimes(), imageOutput: sometimes(), cacheWrite1h: sometimes() },
    serviceTier: TIERS[below(TIERS.length)],
  });

  it('by what it keeps, for random uses of all bundled models at random times', () => {
    const costs = new CostService();
    const differences: unknown[] = [];
    let priced = 0;
    for (const { providerId, name } of entries) {
      for (let round = 0; round < ROUNDS; round++) {
        const names = { providerId, reportedModel: name, askedModel: name, groupName: undefined };
        const images = random() < 0.2 ? { count: 1 + below(4) } : undefined;
        const at = START + below(YEAR_MS);
        const cost = costs.costOf({ ...names, usage: randomUsage(), images, at, snapshot });
        const formula = formulaOf(cost);
        if (formula) priced++;
        if ((formula && nanoUsdOfFormula(formula)) !== cost.nanoUsd) differences.push({ name, at, cost });
      }
    }
    expect(differences).toEqual([]);
    expect(priced).toBeGreaterThan(2_000);
  });
});
