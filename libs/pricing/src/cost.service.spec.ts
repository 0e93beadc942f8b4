import type { PriceOverride, TokenUsage } from '@app/contracts';
import { CostService, type CostRequest } from './cost.service';
import { pricedModel, priceRow, RATES, snapshotOf } from './testing/priced-snapshot';

const service = new CostService();
const NOW = Date.parse('2026-11-22T00:00:00Z');
const usage: TokenUsage = { source: 'reported', freshInputTokens: 1_000, outputTokens: 100 };

const alpha = pricedModel('alpha', [priceRow('acme/alpha#1')]);
const dear = pricedModel('dear', [priceRow('acme/dear#1', { rates: { ...RATES, input: 9_000_000 } })]);
const past = pricedModel('past', [priceRow('acme/past#1', { validTo: '2026-01-01T00:00:00Z' })]);
const groupPrice: PriceOverride = {
  id: '7',
  subjectKind: 'group',
  subject: 'smart',
  price: priceRow('smart#1', { rates: { ...RATES, input: 2_000_000 } }),
};
const snapshot = snapshotOf([alpha, dear, past], { priceOverrides: [groupPrice] });

const costOf = (fields: Partial<CostRequest> = {}) =>
  service.costOf({
    providerId: 'acme',
    reportedModel: undefined,
    askedModel: 'alpha',
    groupName: undefined,
    usage,
    at: NOW,
    snapshot,
    ...fields,
  });

describe('whose price counts', () => {
  it.each([
    ['the reported model', { reportedModel: 'dear', groupName: 'smart' }, 'reported_model', 'acme/dear#1'],
    ['the asked model when nothing is reported', { groupName: 'smart' }, 'asked_model', 'acme/alpha#1'],
    ['the asked model when the reported one is unknown', { reportedModel: 'ghost' }, 'asked_model', 'acme/alpha#1'],
    [
      'the asked model when the reported one has no price now',
      { reportedModel: 'past' },
      'asked_model',
      'acme/alpha#1',
    ],
    [
      'the group when no model is known',
      { reportedModel: 'x', askedModel: 'y', groupName: 'smart' },
      'group',
      'smart#1',
    ],
    ['the group when no model has a price now', { askedModel: 'past', groupName: 'smart' }, 'group', 'smart#1'],
  ])('is %s', (_whose, fields, pricedBy, priceId) => {
    expect(costOf(fields)).toMatchObject({ state: 'priced', pricedBy, priceId });
  });

  it.each([
    ['the group, when a model answered that nobody knows', { reportedModel: 'ghost' }, 'group', 'smart#1'],
    [
      'the model asked, when a build of it answered',
      { reportedModel: 'alpha-2026-08-01' },
      'asked_model',
      'acme/alpha#1',
    ],
    ['the model asked, when the known one has no price now', { reportedModel: 'past' }, 'asked_model', 'acme/alpha#1'],
    ['the model asked, when none is reported', {}, 'asked_model', 'acme/alpha#1'],
  ])('is, for who asked for a group, %s', (_whose, fields, pricedBy, priceId) => {
    expect(costOf({ groupName: 'smart', ...fields })).toMatchObject({ pricedBy, priceId });
  });

  it('is nobody, when a group without a price was answered by a model that nobody knows', () => {
    expect(costOf({ groupName: 'free of prices', reportedModel: 'ghost' })).toMatchObject({
      state: 'unpriced',
      nanoUsd: null,
    });
  });

  it('names the subject', () => {
    expect(costOf().subject).toBe('acme/alpha');
    expect(costOf({ askedModel: 'ghost', groupName: 'smart' }).subject).toBe('smart');
  });

  it('is nobody: the cost is unknown, which is not 0', () => {
    const unknown = { reportedModel: 'ghost', askedModel: 'ghost', groupName: 'no group' };
    expect(costOf(unknown)).toEqual({
      state: 'unpriced',
      nanoUsd: null,
      priceId: null,
      pricedBy: null,
      subject: null,
      parts: [],
      percentOff: 0,
      isAtPromoRates: false,
      savedNanoUsd: null,
      tierFromInputTokens: null,
      serviceTier: null,
      holidayUnchecked: false,
    });
    expect(costOf({ providerId: 'nobody' }).state).toBe('unpriced');
  });

  it('does not look for a cheaper answer when the price found leaves tokens out', () => {
    const mute = pricedModel('mute', [priceRow('acme/mute#1', { rates: { ...RATES, output: null } })]);
    const withMute = snapshotOf([alpha, mute]);
    expect(costOf({ snapshot: withMute, reportedModel: 'mute' }).state).toBe('unpriced');
    const silent = { ...usage, outputTokens: 0 };
    expect(costOf({ snapshot: withMute, reportedModel: 'mute', usage: silent }).nanoUsd).toBe(1_000_000);
  });
});

describe('what it says', () => {
  it('sums the lines and shows them', () => {
    expect(costOf()).toMatchObject({
      state: 'priced',
      nanoUsd: 1_400_000,
      parts: [
        { bucket: 'freshInput', quantity: 1_000, picoUsdEach: 1_000_000 },
        { bucket: 'output', quantity: 100, picoUsdEach: 4_000_000 },
      ],
      percentOff: 0,
      tierFromInputTokens: null,
      holidayUnchecked: false,
    });
  });

  it('is priced at 0 when nothing was used', () => {
    const nothing: TokenUsage = { source: 'estimated', freshInputTokens: 0, outputTokens: 0 };
    expect(costOf({ usage: nothing })).toMatchObject({ state: 'priced', nanoUsd: 0, parts: [] });
  });

  it('is free where the price is zero, and only there', () => {
    const none = { input: 0, cachedInput: 0, cacheWrite: null, output: 0 };
    const free = pricedModel('free', [priceRow('acme/free#1', { rates: none })]);
    const promo = {
      percentOff: 100,
      from: '2026-01-01T00:00:00Z',
      to: '2027-01-01T00:00:00Z',
      isStartUnverified: false,
    };
    const given = pricedModel('given', [priceRow('acme/given#1', { promo })]);
    const both = snapshotOf([free, given]);
    expect(costOf({ snapshot: both, askedModel: 'free' })).toMatchObject({
      state: 'free',
      nanoUsd: 0,
      priceId: 'acme/free#1',
    });
    expect(costOf({ snapshot: both, askedModel: 'given' })).toMatchObject({
      state: 'priced',
      nanoUsd: 0,
      percentOff: 100,
    });
  });

  it('names the tier that priced the whole request, counting cached and written tokens into the prompt', () => {
    const tiers = [{ fromInputTokens: 1_000, rates: { input: 7, cachedInput: null, cacheWrite: null, output: 0 } }];
    const tiered = snapshotOf([pricedModel('alpha', [priceRow('acme/alpha#1', { tiers })])]);
    const prompt = { freshInputTokens: 700, cachedInputTokens: 200, cacheWriteTokens: 100, outputTokens: 0 };
    const cost = costOf({ snapshot: tiered, usage: { source: 'reported', ...prompt } });
    expect(cost).toMatchObject({ nanoUsd: 7, tierFromInputTokens: 1_000 });
    const shorter = costOf({ snapshot: tiered, usage: { source: 'reported', ...prompt, freshInputTokens: 699 } });
    expect(shorter).toMatchObject({ nanoUsd: 699_000 + 20_000 + 100_000, tierFromInputTokens: null });
  });
});

describe('the tier of service', () => {
  const tiered = snapshotOf([
    pricedModel('alpha', [priceRow('acme/alpha#1', { serviceTiers: { flex: 5_000, priority: 17_500 } })]),
    pricedModel('free', [
      priceRow('acme/free#1', { rates: { input: 0, cachedInput: 0, cacheWrite: null, output: 0 } }),
    ]),
    pricedModel('painter', [], { kind: 'flat', nanoUsd: 5 }),
  ]);
  const costAt = (serviceTier: string, fields: Partial<CostRequest> = {}) =>
    costOf({ snapshot: tiered, usage: { ...usage, serviceTier }, ...fields });

  it.each([
    ['default', 1_400_000, null],
    ['flex', 700_000, { name: 'flex', factor: 5_000 }],
    ['priority', 2_450_000, { name: 'priority', factor: 17_500 }],
  ])('%s is charged at its own factor', (word, nanoUsd, serviceTier) => {
    expect(costAt(word)).toMatchObject({ state: 'priced', nanoUsd, serviceTier });
  });

  it('is not guessed: a tier without a factor has no price, whatever else is known', () => {
    expect(costAt('scale', { groupName: 'smart' })).toMatchObject({ state: 'unpriced', nanoUsd: null });
    expect(costAt('flex', { askedModel: 'painter', images: { count: 1 } }).state).toBe('unpriced');
    expect(costAt('default', { askedModel: 'painter', images: { count: 1 } }).state).toBe('priced');
  });

  it('changes nothing about what is free', () => {
    expect(costAt('scale', { askedModel: 'free' })).toMatchObject({ state: 'free', nanoUsd: 0, serviceTier: null });
  });
});

describe("an operator's price", () => {
  const own: PriceOverride = {
    id: '1',
    subjectKind: 'model',
    subject: 'acme/alpha',
    price: priceRow('own#1', { validFrom: '2026-11-01T00:00:00Z', validTo: '2026-12-01T00:00:00Z' }),
  };

  it('wins while it is valid and gives way to the bundled price before and after', () => {
    const overridden = snapshotOf([alpha], { priceOverrides: [own] });
    const idAt = (instant: string) => costOf({ snapshot: overridden, at: Date.parse(instant) }).priceId;
    expect(idAt('2026-10-31T23:59:59Z')).toBe('acme/alpha#1');
    expect(idAt('2026-11-01T00:00:00Z')).toBe('own#1');
    expect(idAt('2026-12-01T00:00:00Z')).toBe('acme/alpha#1');
  });

  it('counts from the snapshot that the request holds', () => {
    const overridden = snapshotOf([alpha], { priceOverrides: [own] });
    expect(costOf({ snapshot: overridden }).priceId).toBe('own#1');
    expect(costOf({ snapshot }).priceId).toBe('acme/alpha#1');
  });
});

describe('images', () => {
  const flat = { kind: 'flat', nanoUsd: 40_000_000 } as const;
  const images = { count: 3 };
  const estimated: TokenUsage = { source: 'estimated', freshInputTokens: 20, outputTokens: 0 };
  const both = snapshotOf([
    pricedModel('painter', [], flat),
    pricedModel('drawer', [priceRow('acme/drawer#1', { rates: { ...RATES, output: null, imageOutput: 30 } })], flat),
  ]);
  const costOfImages = (fields: Partial<CostRequest>) =>
    costOf({ snapshot: both, images, usage: estimated, ...fields });

  it('are priced by the piece where the model has no token price', () => {
    expect(costOfImages({ askedModel: 'painter' })).toMatchObject({
      state: 'priced',
      nanoUsd: 120_000_000,
      priceId: 'acme/painter#images',
      pricedBy: 'asked_model',
      parts: [{ bucket: 'images', quantity: 3, picoUsdEach: 40_000_000_000 }],
    });
  });

  it('are priced by their tokens where those are reported', () => {
    const drawn: TokenUsage = { ...usage, outputTokens: 100, apart: { imageOutput: 100 } };
    expect(costOfImages({ askedModel: 'drawer', usage: drawn }).priceId).toBe('acme/drawer#1');
  });

  it('are priced by the piece where tokens are only estimated or have no price', () => {
    expect(costOfImages({ askedModel: 'drawer' }).priceId).toBe('acme/drawer#images');
    expect(costOfImages({ askedModel: 'drawer', usage }).priceId).toBe('acme/drawer#images');
  });

  it('whose tokens nobody counted are not billed by their prompt alone', () => {
    const tokensOnly = snapshotOf([pricedModel('sketcher', [priceRow('acme/sketcher#1')], null)]);
    const costOfSketch = (count: number, counted: TokenUsage = estimated) =>
      costOf({ snapshot: tokensOnly, askedModel: 'sketcher', images: { count }, usage: counted });
    expect(costOfSketch(1)).toMatchObject({ state: 'unpriced', nanoUsd: null });
    expect(costOfSketch(0)).toMatchObject({ state: 'priced', priceId: 'acme/sketcher#1' });
    expect(costOfSketch(1, usage)).toMatchObject({ state: 'priced', priceId: 'acme/sketcher#1' });
  });

  it('stay unpriced without a count', () => {
    expect(costOfImages({ askedModel: 'painter', images: undefined }).state).toBe('unpriced');
  });
});
