import type { ModelOverride, PriceFacts, PriceOverride } from '@app/contracts';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { StaleVersionError } from '../errors/stale-version.error';
import { writeControl } from '../testing/write-control';
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

const author = { version: 0, managedBy: null, updatedBy: 'tester' };
const override = (id: string, changes: Partial<PriceOverride> = {}): PriceOverride & typeof author => ({
  ...author,
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
  const saveModel = (model: ModelOverride & Partial<typeof author>): Promise<void> =>
    writeControl(temporary.database, (transaction) => overrides.saveModel(transaction, { ...author, ...model }));
  const savePrice = (made: PriceOverride & typeof author): Promise<void> =>
    writeControl(temporary.database, (transaction) => overrides.savePrice(transaction, made));

  it('keeps one decision for each model of each provider', async () => {
    await saveModel({ providerId: 'openai', model: 'gpt-4o', isEnabled: false });
    await saveModel({ providerId: 'ollama', model: 'gpt-4o', isEnabled: true });
    await saveModel({ providerId: 'openai', model: 'gpt-4o', isEnabled: null, version: 1 });
    await expect(overrides.listModels()).resolves.toMatchObject([
      { providerId: 'ollama', model: 'gpt-4o', isEnabled: true },
      { providerId: 'openai', model: 'gpt-4o', isEnabled: null, version: 2, updatedBy: 'tester' },
    ]);
  });

  it('returns prices whole, oldest first', async () => {
    const later = override('a', { subjectKind: 'group', subject: 'heavy-logic' });
    await savePrice(override('b'));
    clock.advance(1);
    await savePrice(later);
    await expect(overrides.listPrices()).resolves.toMatchObject([
      { ...override('b'), version: 1 },
      { ...later, version: 1, createdAt: clock.now() },
    ]);
  });

  it('replaces the price of the same id', async () => {
    await savePrice(override('a'));
    const corrected = { ...override('a', { price: { ...price, label: 'corrected' } }), version: 1 };
    await savePrice(corrected);
    await expect(overrides.listPrices()).resolves.toMatchObject([{ ...corrected, version: 2 }]);
  });

  it('removes what is as the caller has seen it, and nothing else', async () => {
    await saveModel({ providerId: 'openai', model: 'gpt-4o', isEnabled: false });
    await savePrice(override('a'));
    const remove = (version: number): Promise<void> =>
      writeControl(temporary.database, async (transaction) => {
        await overrides.removeModel(transaction, { providerId: 'openai', model: 'gpt-4o', version });
        await overrides.removePrice(transaction, { id: 'a', version });
      });
    await expect(remove(2)).rejects.toBeInstanceOf(StaleVersionError);
    await expect(overrides.listPrices()).resolves.toHaveLength(1);
    await remove(1);
    await expect(overrides.listModels()).resolves.toEqual([]);
    await expect(overrides.listPrices()).resolves.toEqual([]);
  });
});
