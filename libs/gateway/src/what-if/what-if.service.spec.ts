import { ModelCatalogService } from '@app/catalog';
import type { RequestRecord } from '@app/contracts';
import type { WhatIfRequest } from '@app/contracts/admin';
import { LedgerRepository, RepricingRepository } from '@app/persistence';
import { CostService } from '@app/pricing';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { requestRecord } from '../../../persistence/src/testing/request-records';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { pricedModel, priceRow } from '../../../pricing/src/testing/priced-snapshot';
import { WhatIf } from './what-if.service';

const FROM = Date.parse('2026-11-20T00:00:00Z');
const DAY_MS = 86_400_000;
const RANGE = { from: FROM, to: FROM + 10 * DAY_MS };
const rates = (input: number) => ({ input, cachedInput: null, cacheWrite: null, output: 0 });
const PROMO = { from: '2026-11-01T00:00:00Z', to: '2026-11-21T00:00:00Z', isStartUnverified: false, percentOff: 50 };

/** 100 tokens at 1 USD a million cost 100,000 nano-USD, half of it while the promo lasts; with beta three times that. */
const row = (changes: Partial<RequestRecord> = {}): RequestRecord =>
  requestRecord({
    ...{ startedAt: FROM, latencyMs: 5, providerId: 'acme', sentModel: 'alpha', servedModel: 'alpha', groupName: null },
    ...{
      freshInputTokens: 100,
      cachedInputTokens: null,
      cacheWriteTokens: null,
      outputTokens: 0,
      reasoningTokens: null,
    },
    ...{ costNanoUsd: 50_000, costState: 'priced', clientId: 'c1', isStream: false, routeTrace: null, ...changes },
  });

describe('WhatIf', () => {
  let temporary: TemporaryDatabase;
  let ledger: LedgerRepository;
  let whatIf: WhatIf;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    const clock = new ManualClock();
    ledger = new LedgerRepository(temporary.database, clock);
    const catalog = new ModelCatalogService({
      facts: [
        pricedModel('alpha', [priceRow('acme/alpha#1', { rates: rates(1_000_000), promo: PROMO })]),
        pricedModel('beta', [priceRow('acme/beta#1', { rates: rates(3_000_000) })]),
        pricedModel('gamma', []),
      ],
      providers: [{ id: 'acme', aliases: [] }],
    });
    whatIf = new WhatIf(new RepricingRepository(temporary.database, clock), new CostService(), catalog);
  });
  afterEach(() => temporary.remove());

  const price = (input: number, subject = 'acme/alpha') =>
    ({ subjectKind: 'model', subject, price: { rates: rates(input) } }) as const;

  it.each<[string, Partial<WhatIfRequest>, number]>([
    ['another model', { otherModel: 'acme/beta' }, 300_000],
    ['the same model, its promo included', { otherModel: 'acme/alpha' }, 50_000],
    ['another price', { price: price(7_000_000) }, 700_000],
    ['a price of another model', { price: price(7_000_000, 'acme/beta') }, 50_000],
    ['a promo that ended before', { promoEnd: { model: 'acme/alpha', to: '2026-11-20T00:00:00Z' } }, 100_000],
    ['a promo that ended the day before', { promoEnd: { model: 'acme/alpha', to: '2026-11-19' } }, 100_000],
    ['a promo that goes on', { promoEnd: { model: 'acme/alpha', to: '2027-01-01' } }, 50_000],
  ])('prices what was used by %s', async (_, supposed, whatIfNanoUsd) => {
    await ledger.apply([row()]);
    await expect(whatIf.report({ ...RANGE, ...supposed })).resolves.toMatchObject({
      ...{ requests: 1, actualNanoUsd: 50_000, whatIfNanoUsd, differenceNanoUsd: whatIfNanoUsd - 50_000 },
      ...{ isEstimate: true, isComplete: true, actualUnpriced: 0, whatIfUnpriced: 0 },
    });
  });

  it('goes by the time of each request', async () => {
    await ledger.apply([row({ startedAt: FROM + 2 * DAY_MS, costNanoUsd: 100_000 }), row()]);
    const longer = await whatIf.report({ ...RANGE, promoEnd: { model: 'alpha', to: '2026-12-01' } });
    expect(longer).toMatchObject({ actualNanoUsd: 150_000, whatIfNanoUsd: 100_000, differenceNanoUsd: -50_000 });
  });

  it('tells what has no price, and leaves it out of the difference', async () => {
    await ledger.apply([row({ costNanoUsd: null, costState: 'unpriced' }), row()]);
    await expect(whatIf.report({ ...RANGE, otherModel: 'acme/beta' })).resolves.toMatchObject({
      ...{ requests: 2, actualUnpriced: 1, whatIfUnpriced: 0 },
      ...{ actualNanoUsd: 50_000, whatIfNanoUsd: 600_000, differenceNanoUsd: 250_000 },
    });
    await expect(whatIf.report({ ...RANGE, otherModel: 'acme/gamma' })).resolves.toMatchObject({
      ...{ whatIfUnpriced: 2, whatIfNanoUsd: 0, differenceNanoUsd: 0 },
    });
  });

  it('asks the other model at its standard price, whatever the tier and the group were', async () => {
    const usageDetails = { serviceTier: 'priority' };
    await ledger.apply([row({ usageDetails, groupName: 'support' })]);
    await expect(whatIf.report({ ...RANGE, otherModel: 'beta' })).resolves.toMatchObject({ whatIfNanoUsd: 300_000 });
  });

  it.each<[string, Partial<WhatIfRequest>]>([
    ['the client', { clientId: 'c2' }],
    ['the model', { providerId: 'acme', model: 'beta' }],
    ['the group', { groupName: 'support' }],
    ['the outcome', { outcome: 'cancelled' }],
    ['streams', { isStream: true }],
    ['the range', { from: FROM + 1 }],
  ])('takes only what the filter means: %s', async (_, filter) => {
    const hit = { clientId: 'c2', sentModel: 'beta', servedModel: 'beta', groupName: 'support', isStream: true };
    await ledger.apply([row(), row({ ...hit, outcome: 'cancelled', startedAt: FROM + 1, costNanoUsd: 7 })]);
    const { requests, models } = await whatIf.report({ ...RANGE, otherModel: 'beta', ...filter });
    expect({ requests, models }).toMatchObject({ requests: 1, models: [{ model: 'acme/beta', actualNanoUsd: 7 }] });
  });

  it('reads page after page, and tells by model, the greatest difference first', async () => {
    const many = Array.from({ length: 600 }, (_, index) => row({ startedAt: FROM + index }));
    await ledger.apply([...many, row({ sentModel: 'beta', servedModel: 'beta', costNanoUsd: 300_000 })]);
    const report = await whatIf.report({ ...RANGE, otherModel: 'beta' });
    expect(report).toMatchObject({ requests: 601, whatIfNanoUsd: 601 * 300_000 });
    expect(report.models.map(({ model, requests }) => [model, requests])).toEqual([
      ['acme/alpha', 600],
      ['acme/beta', 1],
    ]);
  });

  it.each<[string, Partial<WhatIfRequest>, string]>([
    ['nothing supposed', {}, 'otherModel'],
    ['two things', { otherModel: 'beta', price: price(1) }, 'otherModel'],
    ['an unknown model', { otherModel: 'acme/ghost' }, 'otherModel'],
    ['an unknown subject', { price: price(1, 'acme/ghost') }, 'price.subject'],
    ['no price', { price: { ...price(1), price: { rates: 'free' } } }, 'price'],
    ['a model without a promo', { promoEnd: { model: 'beta', to: '2027-01-01' } }, 'promoEnd.model'],
    ['an end that is none', { promoEnd: { model: 'alpha', to: 'soon' } }, 'promoEnd.to'],
    ['a range that ends before it begins', { otherModel: 'beta', to: FROM }, 'to'],
    ['too long a range', { otherModel: 'beta', to: FROM + 31 * DAY_MS + 1 }, 'to'],
  ])('refuses %s', async (_, question, param) => {
    await expect(whatIf.report({ ...RANGE, ...question })).rejects.toMatchObject({ httpStatus: 400, param });
  });
});
