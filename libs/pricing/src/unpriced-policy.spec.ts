import type { GatewayConfig } from '@app/config';
import type { PriceOverride, TokenUsage } from '@app/contracts';
import { factsOf, lifecycleOf } from '../../catalog/src/testing/facts';
import { CostService, type CostRequest } from './cost.service';
import { pricedModel, priceRow, RATES, snapshotOf } from './testing/priced-snapshot';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const PAST = '2026-01-01T00:00:00Z';
const usage: TokenUsage = { source: 'reported', freshInputTokens: 1_000, outputTokens: 100 };
const rates = (input: number, output: number) => ({ rates: { ...RATES, input, output } });

const talker = pricedModel('talker', [priceRow('acme/talker#1', rates(1_000_000, 90_000_000))]);
const reader = pricedModel('reader', [
  priceRow('acme/reader#1', { ...rates(7_000_000, 2_000_000), serviceTiers: { flex: 5_000 } }),
]);
const past = pricedModel('past', [priceRow('acme/past#1', { ...rates(99_000_000, 99_000_000), validTo: PAST })]);
const ended = factsOf('ended', {
  lifecycle: lifecycleOf({ state: 'shut_down' }),
  prices: [priceRow('acme/ended#1', rates(99_000_000, 99_000_000))],
});
const painter = pricedModel('painter', [], { kind: 'flat', nanoUsd: 50_000_000 });
const local = factsOf('local/*', {
  providerId: 'local',
  prices: [priceRow('local/*#1', { rates: { input: 0, cachedInput: 0, cacheWrite: null, output: 0 } })],
});
const groupPrice: PriceOverride = {
  id: '7',
  subjectKind: 'group',
  subject: 'smart',
  price: priceRow('smart#1', rates(3, 3)),
};
const snapshot = snapshotOf([talker, reader, past, ended, painter, local], {
  providers: ['acme', 'local', 'bare'].map((id) => ({ id, aliases: [] })),
  priceOverrides: [groupPrice],
});

const costBy = (unpriced: GatewayConfig['pricing']['unpriced'], fields: Partial<CostRequest> = {}) =>
  new CostService({ pricing: { unpriced } }).costOf({
    providerId: 'acme',
    reportedModel: 'ghost',
    askedModel: 'ghost',
    groupName: undefined,
    usage,
    at: NOW,
    snapshot,
    ...fields,
  });
const dearest = (use: Partial<TokenUsage> = {}, fields: Partial<CostRequest> = {}) =>
  costBy('assume_dearest', { usage: { ...usage, ...use }, ...fields });

describe.each(['allow', 'block'] as const)('with the policy %s', (policy) => {
  it('a model without a price has no cost', () => {
    expect(costBy(policy)).toMatchObject({ state: 'unpriced', nanoUsd: null, priceId: null });
  });
});

describe('with the policy assume_dearest', () => {
  it('a model without a price costs what the dearest of its provider would, for this very use', () => {
    expect(dearest()).toMatchObject({
      state: 'priced',
      pricedBy: 'dearest_of_provider',
      subject: 'acme/talker',
      priceId: 'acme/talker#1',
      nanoUsd: 1_000 * 1_000 + 100 * 90_000,
    });
    expect(dearest({ outputTokens: 1 })).toMatchObject({ priceId: 'acme/reader#1', nanoUsd: 1_000 * 7_000 + 2_000 });
  });

  it('compares at the tier of service that was given, where a model has a factor for it', () => {
    expect(dearest({ outputTokens: 1, serviceTier: 'flex' })).toMatchObject({
      priceId: 'acme/reader#1',
      nanoUsd: 3_501_000,
      serviceTier: { name: 'flex' },
    });
    expect(dearest({ serviceTier: 'scale' })).toMatchObject({ priceId: 'acme/talker#1', serviceTier: null });
  });

  it('also where the model has a price, but not at that tier', () => {
    const cost = dearest({ serviceTier: 'scale' }, { reportedModel: 'reader', askedModel: 'reader' });
    expect(cost).toMatchObject({ pricedBy: 'dearest_of_provider', priceId: 'acme/talker#1' });
  });

  it('counts images by the piece', () => {
    const none: TokenUsage = { source: 'estimated', freshInputTokens: 0, outputTokens: 0 };
    const cost = dearest(none, { images: { count: 2 } });
    expect(cost).toMatchObject({ priceId: 'acme/painter#images', nanoUsd: 100_000_000 });
  });

  it('leaves known prices, group prices and what is free alone', () => {
    expect(dearest({}, { reportedModel: 'reader' }).pricedBy).toBe('reported_model');
    expect(dearest({}, { groupName: 'smart' })).toMatchObject({ pricedBy: 'group', priceId: 'smart#1' });
    expect(dearest({}, { providerId: 'local' })).toMatchObject({ state: 'free', nanoUsd: 0 });
  });

  it('has nothing to assume of a provider without prices', () => {
    expect(dearest({}, { providerId: 'bare' }).state).toBe('unpriced');
    expect(dearest({}, { providerId: 'unheard of' }).state).toBe('unpriced');
  });
});

describe('hasPrice', () => {
  const hasPrice = (providerId: string, model: string, groupName?: string) =>
    new CostService().hasPrice({ providerId, model, groupName, at: NOW, snapshot });

  it.each([
    ['acme', 'reader', undefined, true],
    ['acme', 'painter', undefined, true],
    ['local', 'anything', undefined, true],
    ['acme', 'ghost', undefined, false],
    ['acme', 'past', undefined, false],
    ['acme', 'past', 'smart', true],
    ['acme', 'ghost', 'other', false],
    ['bare', 'ghost', undefined, false],
  ])('of %s/%s in group %s: %s', (providerId, model, groupName, expected) => {
    expect(hasPrice(providerId, model, groupName)).toBe(expected);
  });
});
