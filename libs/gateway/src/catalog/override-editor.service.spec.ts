import { ModelCatalogService } from '@app/catalog';
import {
  AuditRepository,
  ControlChanges,
  OverrideRepository,
  SettingRepository,
  StaleVersionError,
} from '@app/persistence';
import { PROVIDERS } from '@app/providers';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { CatalogOverridesService } from './catalog-overrides.service';
import { OverrideEditor, type PriceDraft } from './override-editor.service';

const RATES = { input: 1_000_000, cachedInput: null, cacheWrite: null, output: 2_000_000 };
const draft = (fields: Partial<PriceDraft> = {}): PriceDraft => ({
  subjectKind: 'model',
  subject: 'openai/gpt-4o',
  price: { rates: RATES },
  ...fields,
});

describe('OverrideEditor', () => {
  let temporary: TemporaryDatabase;
  let catalog: ModelCatalogService;
  let editor: OverrideEditor;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    const clock = new ManualClock();
    catalog = new ModelCatalogService({ facts: PROVIDERS.flatMap(({ models }) => models), providers: PROVIDERS });
    const repository = new OverrideRepository(temporary.database, clock);
    const settings = new SettingRepository(temporary.database, clock);
    const overrides = new CatalogOverridesService(repository, settings, catalog);
    const changes = new ControlChanges(temporary.database, clock);
    editor = new OverrideEditor(repository, changes, catalog, overrides, clock);
  });
  afterEach(() => temporary.remove());

  const ratesNow = (): unknown => catalog.snapshot().pricesFor('openai', 'gpt-4o')?.layers[0]?.at(-1)?.rates;
  const audited = async (): Promise<string[]> =>
    (await new AuditRepository(temporary.database).list({}, 20)).map(({ action }) => action).toReversed();
  const GPT = { providerId: 'openai', model: 'gpt-4o' };

  it('switches a model off and on, in force at once', async () => {
    await expect(editor.setEnabled(TESTER, GPT, false)).resolves.toMatchObject({ isEnabled: false, version: 1 });
    expect(catalog.snapshot().isEnabled('openai', 'gpt-4o')).toBe(false);
    await expect(editor.setEnabled(TESTER, GPT, null, { expectedVersion: 1 })).resolves.toMatchObject({ version: 2 });
    expect(catalog.snapshot().isEnabled('openai', 'gpt-4o')).toBe(true);
    await expect(audited()).resolves.toEqual(['model.update', 'model.update']);
  });

  it.each(['gpt-4o', 'nobody/gpt-4o'])('knows no model by the name %s', async (name) => {
    const [providerId = '', model = ''] = name.split('/');
    await expect(editor.setEnabled(TESTER, { providerId, model }, false)).rejects.toMatchObject({ httpStatus: 404 });
    await expect(editor.addPrice(TESTER, draft({ subject: name }))).rejects.toMatchObject({ httpStatus: 404 });
    await expect(audited()).resolves.toEqual([]);
  });

  it('adds, changes and removes a price', async () => {
    const built = ratesNow();
    const added = await editor.addPrice(TESTER, draft());
    expect(added).toMatchObject({ version: 1, updatedBy: 'tester' });
    expect(added.price.id).toMatch(/^openai\/gpt-4o#own-[0-9a-f]{8}$/);
    expect(ratesNow()).toEqual(RATES);
    const cheaper = { ...RATES, input: 5 };
    const changed = await editor.changePrice(TESTER, added.id, { rates: cheaper }, { expectedVersion: 1 });
    expect(changed).toMatchObject({ version: 2, price: { id: added.price.id } });
    expect(ratesNow()).toEqual(cheaper);
    await editor.removePrice(TESTER, added.id, { expectedVersion: 2 });
    expect(ratesNow()).toEqual(built);
    await expect(audited()).resolves.toEqual(['price.create', 'price.update', 'price.remove']);
  });

  it('prices a group', async () => {
    await editor.addPrice(TESTER, draft({ subjectKind: 'group', subject: 'fast-flow' }));
    expect(catalog.snapshot().pricesForGroup('fast-flow')?.layers[0]?.[0]?.rates).toEqual(RATES);
  });

  it('refuses what is no price, and keeps what there was', async () => {
    const wrong = editor.addPrice(TESTER, draft({ price: { rates: { ...RATES, input: -1 } } }));
    await expect(wrong).rejects.toMatchObject({ httpStatus: 400, code: 'invalid_price', param: 'price' });
    const { id } = await editor.addPrice(TESTER, draft());
    await expect(editor.changePrice(TESTER, id, { rates: 'free' })).rejects.toMatchObject({ code: 'invalid_price' });
    await expect(editor.findPrice(id)).resolves.toMatchObject({ version: 1 });
    expect(ratesNow()).toEqual(RATES);
  });

  it('refuses what somebody else has changed meanwhile, and what is not there', async () => {
    const { id } = await editor.addPrice(TESTER, draft());
    const late = { expectedVersion: 7 };
    await expect(editor.changePrice(TESTER, id, { rates: RATES }, late)).rejects.toBeInstanceOf(StaleVersionError);
    await expect(editor.removePrice(TESTER, id, late)).rejects.toBeInstanceOf(StaleVersionError);
    await expect(editor.setEnabled(TESTER, GPT, false, late)).rejects.toBeInstanceOf(StaleVersionError);
    await expect(editor.removePrice(TESTER, 'nobody')).rejects.toMatchObject({ code: 'price_not_found' });
  });

  it('leaves what a file declares to the file', async () => {
    const { id } = await editor.addPrice(TESTER, draft(), 'team.yaml');
    await expect(editor.removePrice(TESTER, id)).rejects.toThrow(/team\.yaml/);
    await editor.removePrice(TESTER, id, { fromFile: 'team.yaml' });
    await expect(editor.listPrices()).resolves.toEqual([]);
  });
});
