import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrawnImages, TokensPricedApart, TokenUsage } from '@app/contracts';
import { CostService } from './cost.service';
import type { CostBreakdown } from './cost-breakdown';
import { bundledSnapshot } from './testing/priced-snapshot';

/** As `scripts/golden-prices.js` writes it, from the price sheet and without this library. */
interface Vector {
  readonly model: string;
  readonly at: string;
  readonly use: Use;
  /** What follows is missing where there is no price. */
  readonly price?: string;
  readonly nanoUsd?: number;
  readonly saved?: number;
  readonly isUnchecked?: true;
  readonly isFree?: true;
}

interface Use {
  readonly fresh?: number;
  readonly cached?: number;
  readonly write?: number;
  readonly out?: number;
  readonly reasoning?: number;
  readonly audio?: number;
  readonly image?: number;
  readonly cachedImage?: number;
  readonly write1h?: number;
  readonly write12h?: number;
  readonly imageOut?: number;
  readonly tier?: string;
  readonly images?: DrawnImages;
}

const VECTORS = join(__dirname, '../../../test/vectors/prices.json');
const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as readonly Vector[];
const snapshot = bundledSnapshot();
const costs = new CostService();

function usageOf(use: Use): TokenUsage {
  const apart: TokensPricedApart = {
    audioInput: use.audio,
    imageInput: use.image,
    imageCachedInput: use.cachedImage,
    cacheWrite1h: use.write1h,
    cacheWrite12h: use.write12h,
    imageOutput: use.imageOut,
  };
  return {
    source: use.images ? 'estimated' : 'reported',
    freshInputTokens: use.fresh ?? 0,
    cachedInputTokens: use.cached,
    cacheWriteTokens: use.write,
    outputTokens: use.out ?? 0,
    reasoningTokens: use.reasoning,
    apart,
    serviceTier: use.tier,
  };
}

function costOf({ model, at, use }: Vector): CostBreakdown {
  const slash = model.indexOf('/');
  const name = model.slice(slash + 1);
  return costs.costOf({
    providerId: model.slice(0, slash),
    reportedModel: name,
    askedModel: name,
    groupName: undefined,
    usage: usageOf(use),
    images: use.images,
    at: Date.parse(at),
    snapshot,
  });
}

function expectedOf({ price, nanoUsd, saved, isUnchecked, isFree }: Vector) {
  return {
    state: price === undefined ? 'unpriced' : isFree ? 'free' : 'priced',
    priceId: price ?? null,
    nanoUsd: nanoUsd ?? null,
    savedNanoUsd: saved ?? null,
    holidayUnchecked: isUnchecked ?? false,
  };
}

function foundFor(vector: Vector) {
  const { state, priceId, nanoUsd, savedNanoUsd, holidayUnchecked } = costOf(vector);
  return { state, priceId, nanoUsd, savedNanoUsd, holidayUnchecked };
}

const at = (model: string, instant: string) => vectors.filter((each) => each.model === model && each.at === instant);

describe('the golden vectors', () => {
  it('are what the gateway charges, to the nano-USD', () => {
    const differences = vectors
      .map((vector) => ({ vector, expected: expectedOf(vector), found: foundFor(vector) }))
      .filter(({ expected, found }) => JSON.stringify(expected) !== JSON.stringify(found));
    expect(differences).toEqual([]);
  });

  it('cover every bundled model and every price row', () => {
    const models = new Set(vectors.map(({ model }) => model));
    const seen = new Set(vectors.map(({ price }) => price));
    const entries = snapshot.all();
    const missing = entries.filter(({ providerId, name }) => !models.has(`${providerId}/${name}`));
    const unseen = entries.flatMap(({ facts }) => facts?.prices ?? []).filter(({ id }) => !seen.has(id));
    expect([missing, unseen]).toEqual([[], []]);
    expect(seen).toContain('ollama/*#1');
    expect(vectors.length).toBeGreaterThan(3_000);
  });

  it.each([
    ['2026-05-31T15:58:59.999Z', 'deepseek/deepseek-v4-pro#1'],
    ['2026-05-31T15:59:00.000Z', 'deepseek/deepseek-v4-pro#2'],
    ['2026-05-31T15:59:00.001Z', 'deepseek/deepseek-v4-pro#2'],
  ])('have 0.435 on both sides of the end of the promo: %s', (instant, priceId) => {
    const [vector] = at('deepseek/deepseek-v4-pro', instant);
    // 1,234 and 89 tokens at 0.435, 567 at 0.003625, 321 at 0.87 USD per million.
    expect(vector).toMatchObject({ price: priceId, nanoUsd: Math.round(1_323 * 435 + 567 * 3.625 + 321 * 870) });
  });

  it('hold prices by the piece, unknown ones too', () => {
    const drawn = vectors.filter(({ use }) => use.images !== undefined);
    expect(drawn.filter(({ price }) => price === undefined)).not.toEqual([]);
    expect(drawn).toContainEqual(
      expect.objectContaining({
        model: 'openai/dall-e-3',
        use: { images: { count: 1, quality: 'hd', size: '1024x1792' } },
        nanoUsd: 120_000_000,
      }),
    );
  });

  it.each([
    ['openai/gpt-5.4', 'flex', 0.5],
    ['openai/gpt-5.4', 'priority', 2],
    ['openai/gpt-4o', 'batch', 0.5],
    ['openai/gpt-4o', 'default', 1],
    ['openai/gpt-4o', 'priority', undefined],
    ['gemini/gemini-3.8-flash', 'flex', undefined],
  ])('charge %s at the tier %s by %d', (model, tier, factor) => {
    const noon = at(model, '2026-11-22T12:00:00.000Z');
    const list = noon.find(({ use }) => use.fresh === 1_234 && use.tier === undefined)?.nanoUsd ?? 0;
    const served = noon.find(({ use }) => use.tier === tier);
    expect(served?.nanoUsd).toBe(factor === undefined ? undefined : list * factor);
  });
});
