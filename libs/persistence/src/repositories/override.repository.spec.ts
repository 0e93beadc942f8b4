import type { PriceFacts, PriceOverride } from '@app/contracts';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { OverrideRepository } from './override.repository';

const price: PriceFacts = {
  id: 'openai/gpt-5.4-mini#9',
  label: "the team's own rate",
  validFrom: '2026-11-01T00:00:00Z',
  validTo: null,
  rates: { input: 250_000, cachedInput: 25_000, cacheWrite: null, output: 2_000_000 },
  tiers: [{ fromInputTokens: 200_000, rates: { input: 500_000, cachedInput: null, cacheWrite: null, output: null } }],
  window: { kind: 'utc_windows', days: ['mon'], windows: [['01:00', '04:00']], excludes: null, clock: null },
  promo: null,
  isUnverified: false,
};

const override = (id: string, changes: Partial<PriceOverride> = {}): PriceOverride => ({
  id,
  subjectKind: 'model',
  subject: 'openai/gpt-5.4-mini',
  price,
  ...changes,
});

describe('OverrideRepository', () => {
  let temporary: TemporaryDatabase;
  let overrides: OverrideRepository;
  let clock: ManualClock;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clock = new ManualClock();
    overrides = new OverrideRepository(temporary.database, clock);
  });
  afterEach(() => temporary.remove());

  it('keeps one decision for each model of each provider', async () => {
    await overrides.saveModel({ providerId: 'openai', model: 'gpt-4o', isEnabled: false });
    await overrides.saveModel({ providerId: 'ollama', model: 'gpt-4o', isEnabled: true });
    await overrides.saveModel({ providerId: 'openai', model: 'gpt-4o', isEnabled: null });
    await expect(overrides.listModels()).resolves.toStrictEqual([
      { providerId: 'ollama', model: 'gpt-4o', isEnabled: true },
      { providerId: 'openai', model: 'gpt-4o', isEnabled: null },
    ]);
  });

  it('returns prices whole, oldest first', async () => {
    const later = override('a', { subjectKind: 'group', subject: 'heavy-logic' });
    await overrides.savePrice(override('b'));
    clock.advance(1);
    await overrides.savePrice(later);
    await expect(overrides.listPrices()).resolves.toStrictEqual([override('b'), later]);
  });

  it('replaces the price of the same id', async () => {
    await overrides.savePrice(override('a'));
    const corrected = override('a', { price: { ...price, label: 'corrected' } });
    await overrides.savePrice(corrected);
    await expect(overrides.listPrices()).resolves.toStrictEqual([corrected]);
  });
});
