import { ModelCatalogService } from '@app/catalog';
import { Logger } from '@nestjs/common';
import type { ModelOverride, PriceFacts, PriceOverride } from '@app/contracts';
import type { OverrideRepository, SettingRepository } from '@app/persistence';
import { PROVIDERS } from '@app/providers';
import { CatalogOverridesService, HOLIDAYS_SETTING } from './catalog-overrides.service';

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
const HISTORY = { version: 1, managedBy: null, updatedBy: 'tester', updatedAt: 0 };
const disabled: ModelOverride = { providerId: 'openai', model: 'gpt-4o', isEnabled: false };
const priceOf = (subject: string): PriceOverride => ({ id: 'row-1', subjectKind: 'model', subject, price: PRICE });

describe('CatalogOverridesService', () => {
  let catalog: ModelCatalogService;
  let errors: jest.SpyInstance;
  beforeEach(() => {
    errors = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const facts = PROVIDERS.flatMap(({ models }) => models);
    catalog = new ModelCatalogService({ facts, providers: PROVIDERS, holidays: { ours: { '2026': ['2026-05-01'] } } });
  });
  afterEach(() => jest.restoreAllMocks());

  const start = (models: ModelOverride[], prices: PriceOverride[] | Error, holidays?: unknown): Promise<void> => {
    const repository: Pick<OverrideRepository, 'listModels' | 'listPrices'> = {
      listModels: () => Promise.resolve(models.map((model) => ({ ...model, ...HISTORY }))),
      listPrices: () =>
        prices instanceof Error
          ? Promise.reject(prices)
          : Promise.resolve(prices.map((each) => ({ ...each, ...HISTORY, createdAt: 0 }))),
    };
    const settings: Pick<SettingRepository, 'get'> = {
      get: (key) => Promise.resolve(key === HOLIDAYS_SETTING ? holidays : undefined),
    };
    return new CatalogOverridesService(
      repository as OverrideRepository,
      settings as SettingRepository,
      catalog,
    ).onModuleInit();
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

  it('lays the stored holidays over those that are known', async () => {
    await start([], [], { ours: { '2027': ['2027-01-01'] } });
    expect(catalog.snapshot().holidays).toEqual({ ours: { '2026': ['2026-05-01'], '2027': ['2027-01-01'] } });
    expect(errors).not.toHaveBeenCalled();
  });

  it.each([['soon'], [{ ours: ['2027-01-01'] }], [{ ours: { '2027': ['2026-01-01'] } }]])(
    'ignores holidays that make no sense, says so, and keeps the overrides: %j',
    async (holidays) => {
      await start([disabled], [], holidays);
      expect(catalog.snapshot().holidays).toEqual({ ours: { '2026': ['2026-05-01'] } });
      expect(catalog.snapshot().isEnabled('openai', 'gpt-4o')).toBe(false);
      expect(errors).toHaveBeenCalledWith(expect.stringMatching(/holidays are ignored: setting "pricing.holidays": /));
    },
  );

  it('does not start without a database', async () => {
    await expect(start([], new Error('no database'))).rejects.toThrow('no database');
  });
});
