import { ModelCatalogService } from '@app/catalog';
import { Logger } from '@nestjs/common';
import type { ModelOverride, PriceFacts, PriceOverride } from '@app/contracts';
import type { OverrideRepository } from '@app/persistence';
import { PROVIDERS } from '@app/providers';
import { CatalogOverridesService } from './catalog-overrides.service';

const PRICE: PriceFacts = {
  id: 'own-1',
  label: 'ours',
  validFrom: null,
  validTo: null,
  rates: { input: 1, cachedInput: null, cacheWrite: null, output: 2 },
  tiers: [],
  window: null,
  promo: null,
  isUnverified: false,
};
const disabled: ModelOverride = { providerId: 'openai', model: 'gpt-4o', isEnabled: false };
const priceOf = (subject: string): PriceOverride => ({ id: 'row-1', subjectKind: 'model', subject, price: PRICE });

describe('CatalogOverridesService', () => {
  let catalog: ModelCatalogService;
  let errors: jest.SpyInstance;
  beforeEach(() => {
    errors = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    catalog = new ModelCatalogService({ facts: PROVIDERS.flatMap(({ models }) => models), providers: PROVIDERS });
  });
  afterEach(() => jest.restoreAllMocks());

  const start = (models: ModelOverride[], prices: PriceOverride[] | Error): Promise<void> => {
    const repository: Pick<OverrideRepository, 'listModels' | 'listPrices'> = {
      listModels: () => Promise.resolve(models),
      listPrices: () => (prices instanceof Error ? Promise.reject(prices) : Promise.resolve(prices)),
    };
    return new CatalogOverridesService(repository as OverrideRepository, catalog).onModuleInit();
  };

  it('brings models and prices into the catalogue', async () => {
    await start([disabled], [priceOf('openai/gpt-4o')]);
    expect(catalog.snapshot().isEnabled('openai', 'gpt-4o')).toBe(false);
    expect(catalog.snapshot().pricesFor('openai', 'gpt-4o')?.layers[0]).toEqual([PRICE]);
    expect(errors).not.toHaveBeenCalled();
  });

  it('keeps what is built in when a row makes no sense, and says so', async () => {
    const before = catalog.snapshot();
    await start([disabled], [priceOf('nonsense')]);
    expect(catalog.snapshot()).toBe(before);
    expect(errors).toHaveBeenCalledTimes(1);
    expect(errors).toHaveBeenCalledWith(expect.stringMatching(/are ignored: .*"nonsense"/));
  });

  it('does not start without a database', async () => {
    await expect(start([], new Error('no database'))).rejects.toThrow('no database');
  });
});
