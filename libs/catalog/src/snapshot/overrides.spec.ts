import type { PriceFacts } from '@app/contracts';
import { factsOf, modelPriceOf, priceOf } from '../testing/facts';
import { buildSnapshot } from './build-snapshot';
import type { CatalogInput } from './catalog-input';

const alpha = factsOf('alpha', { snapshots: ['alpha-0801'], nicknames: ['al'], prices: [priceOf('acme/alpha#1')] });
const anyLocal = factsOf('local/*', { providerId: 'local', prices: [priceOf('local/*#1')] });
const providers = [
  { id: 'acme', aliases: ['a'] },
  { id: 'local', aliases: [] },
];
const discovered = new Map([['local', ['tiny']]]);

const snapshotOf = (fields: Partial<CatalogInput> = {}) =>
  buildSnapshot({ facts: [alpha, anyLocal], providers, discovered, ...fields });

const idsOf = (layers: readonly (readonly PriceFacts[])[] | undefined) =>
  layers?.map((rows) => rows.map(({ id }) => id));

const layersOf = (fields: Partial<CatalogInput>, providerId: string, name: string) =>
  idsOf(snapshotOf(fields).pricesFor(providerId, name)?.layers);

describe('switching models off', () => {
  const enabled = (providerId: string, model: string, isEnabled: boolean | null) => ({ providerId, model, isEnabled });

  it.each(['alpha', 'alpha-0801', 'al'])('works by any name of the model, here %s', (model) => {
    const snapshot = snapshotOf({ modelOverrides: [enabled('acme', model, false)] });
    expect(snapshot.isEnabled('acme', 'alpha')).toBe(false);
    expect(snapshot.isEnabled('acme', 'alpha-0801')).toBe(false);
    expect(snapshot.all()[0]).toMatchObject({ name: 'alpha', isEnabled: false });
  });

  it('leaves a model alone when nothing is said', () => {
    const snapshot = snapshotOf({ modelOverrides: [enabled('acme', 'alpha', null)] });
    expect(snapshot.isEnabled('acme', 'alpha')).toBe(true);
    expect(snapshot.isEnabled('acme', 'ghost')).toBe(true);
    expect(snapshot.isEnabled('ghost', 'alpha')).toBe(true);
  });

  it.each(['*', 'local/*'])('reaches all unlisted models of a provider through %s, but for those named', (model) => {
    const overrides = [enabled('local', model, false), enabled('local', 'tiny', true)];
    const snapshot = snapshotOf({ modelOverrides: overrides });
    expect(snapshot.isEnabled('local', 'other')).toBe(false);
    expect(snapshot.isEnabled('local', 'tiny')).toBe(true);
  });

  it('does not list a model that only an override names', () => {
    const snapshot = snapshotOf({ modelOverrides: [enabled('acme', 'ghost', false)] });
    expect(snapshot.isEnabled('acme', 'ghost')).toBe(false);
    expect(snapshot.resolve('ghost')).toBeUndefined();
    expect(snapshot.resolve('acme/ghost')).toEqual({ providerId: 'acme', name: 'ghost', facts: undefined });
    expect(snapshot.all().map(({ name }) => name)).toEqual(['alpha', 'tiny']);
  });

  it('ignores a provider that is not built in', () => {
    expect(() => snapshotOf({ modelOverrides: [enabled('gone', 'alpha', false)] })).not.toThrow();
  });
});

describe('pricesFor', () => {
  it('gives the bundled rows when nobody overrides them', () => {
    expect(layersOf({}, 'acme', 'alpha-0801')).toEqual([['acme/alpha#1']]);
    expect(snapshotOf().pricesFor('acme', 'al')?.subject).toBe('acme/alpha');
    expect(snapshotOf().pricesFor('acme', 'ghost')).toBeUndefined();
  });

  it.each(['acme/alpha', 'a/alpha', 'acme/al', 'acme/alpha-0801'])('puts the rows of %s before them', (subject) => {
    const priceOverrides = [modelPriceOf(subject, 'own-1')];
    expect(layersOf({ priceOverrides }, 'acme', 'alpha')).toEqual([['own-1'], ['acme/alpha#1']]);
  });

  it('prices a model that is only forwarded', () => {
    const priceOverrides = [modelPriceOf('acme/ghost', 'own-1')];
    expect(layersOf({ priceOverrides }, 'acme', 'ghost')).toEqual([['own-1']]);
  });

  it('falls from a discovered model to the wildcard of its provider', () => {
    const priceOverrides = [modelPriceOf('local/tiny', 'tiny-1'), modelPriceOf('local/*', 'any-1')];
    expect(layersOf({ priceOverrides }, 'local', 'tiny')).toEqual([['tiny-1'], ['any-1'], ['local/*#1']]);
    expect(layersOf({ priceOverrides }, 'local', 'other')).toEqual([['any-1'], ['local/*#1']]);
  });

  it('keeps a book from one call to the next, so that readers may remember it', () => {
    const snapshot = snapshotOf();
    expect(snapshot.pricesFor('acme', 'alpha')).toBe(snapshot.pricesFor('acme', 'al'));
  });

  it('hands over the prices of images', () => {
    const painter = factsOf('painter', { imagePrices: { kind: 'flat', nanoUsd: 5 } });
    expect(snapshotOf({ facts: [painter] }).pricesFor('acme', 'painter')).toEqual({
      subject: 'acme/painter',
      layers: [],
      imagePrices: { kind: 'flat', nanoUsd: 5 },
    });
  });
});

describe('prices of groups', () => {
  it('are found by the name of the group and leave models alone', () => {
    const group = { subjectKind: 'group', subject: 'alpha' } as const;
    const priceOverrides = [
      { ...group, id: '1', price: priceOf('group-1') },
      { ...group, id: '2', price: priceOf('group-2') },
    ];
    const snapshot = snapshotOf({ priceOverrides });
    expect(idsOf(snapshot.pricesForGroup('alpha')?.layers)).toEqual([['group-1', 'group-2']]);
    expect(snapshot.pricesForGroup('other')).toBeUndefined();
    expect(idsOf(snapshot.pricesFor('acme', 'alpha')?.layers)).toEqual([['acme/alpha#1']]);
  });
});

describe('a bad price override', () => {
  it.each(['alpha', 'acme/', '/alpha'])('is refused when its subject is %s', (subject) => {
    expect(() => snapshotOf({ priceOverrides: [modelPriceOf(subject, 'own-1')] })).toThrow('must be "provider/model"');
  });

  it('is refused when the row is not a price', () => {
    const broken = { ...modelPriceOf('acme/alpha', 'own-1'), price: { ...priceOf('own-1'), validTo: 'tomorrow' } };
    expect(() => snapshotOf({ priceOverrides: [broken] })).toThrow(
      'price override "row of own-1" of model "acme/alpha": validTo: ',
    );
  });

  it('is refused when its id is taken, because the ledger could not tell the rows apart', () => {
    const priceOverrides = [modelPriceOf('acme/alpha', 'acme/alpha#1')];
    expect(() => snapshotOf({ priceOverrides })).toThrow('Two price rows have the id "acme/alpha#1"');
  });

  it('is passed over when its provider is not built in', () => {
    const priceOverrides = [modelPriceOf('gone/alpha', 'own-1')];
    expect(layersOf({ priceOverrides }, 'acme', 'alpha')).toEqual([['acme/alpha#1']]);
  });
});
