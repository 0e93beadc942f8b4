import { InvalidCatalogError } from './invalid-catalog.error';
import { ModelCatalogService } from './model-catalog.service';
import { factsOf, modelPriceOf } from './testing/facts';

const serviceOf = () =>
  new ModelCatalogService({
    facts: [factsOf('alpha'), factsOf('local/*', { providerId: 'local' })],
    providers: [
      { id: 'acme', aliases: [] },
      { id: 'local', aliases: [] },
    ],
  });
const disabled = { providerId: 'acme', model: 'alpha', isEnabled: false };

describe('ModelCatalogService', () => {
  it('starts with what is bundled', () => {
    expect(serviceOf().snapshot().resolve('alpha')?.providerId).toBe('acme');
  });

  it('refuses to start on facts that contradict each other', () => {
    const facts = [factsOf('alpha'), factsOf('alpha')];
    expect(() => new ModelCatalogService({ facts, providers: [{ id: 'acme', aliases: [] }] })).toThrow(
      InvalidCatalogError,
    );
  });

  it('swaps the snapshot whole: one that a request holds does not change', () => {
    const service = serviceOf();
    const held = service.snapshot();
    service.replaceOverrides({ models: [disabled], prices: [] });
    expect(held.isEnabled('acme', 'alpha')).toBe(true);
    expect(service.snapshot().isEnabled('acme', 'alpha')).toBe(false);
  });

  it('forgets overrides that are no longer given', () => {
    const service = serviceOf();
    service.replaceOverrides({ models: [disabled], prices: [modelPriceOf('acme/alpha', 'own-1')] });
    service.replaceOverrides({ models: [], prices: [] });
    expect(service.snapshot().isEnabled('acme', 'alpha')).toBe(true);
    expect(service.snapshot().pricesFor('acme', 'alpha')?.layers).toEqual([]);
  });

  it('keeps overrides and discovered models apart', () => {
    const service = serviceOf();
    service.replaceOverrides({ models: [disabled], prices: [] });
    service.replaceDiscovered('local', ['tiny']);
    service.replaceDiscovered('acme', ['omega']);
    expect(service.snapshot().isEnabled('acme', 'alpha')).toBe(false);
    expect(service.snapshot().resolve('tiny')?.providerId).toBe('local');
    expect(service.snapshot().resolve('omega')?.providerId).toBe('acme');
  });

  it("lays the operator's holidays over the known ones, each time anew, and keeps all else", () => {
    const service = new ModelCatalogService({
      facts: [factsOf('alpha')],
      providers: [{ id: 'acme', aliases: [] }],
      holidays: { ours: { '2026': ['2026-05-01'] } },
    });
    service.replaceOverrides({ models: [disabled], prices: [] });
    service.replaceHolidays({ ours: { '2027': [] } });
    expect(service.snapshot().holidays).toEqual({ ours: { '2026': ['2026-05-01'], '2027': [] } });
    service.replaceHolidays({ ours: { '2028': [] } });
    expect(service.snapshot().holidays).toEqual({ ours: { '2026': ['2026-05-01'], '2028': [] } });
    expect(service.snapshot().isEnabled('acme', 'alpha')).toBe(false);
    expect(serviceOf().snapshot().holidays).toEqual({});
  });

  it('replaces the names of a provider, and takes them away with an empty list', () => {
    const service = serviceOf();
    service.replaceDiscovered('local', ['tiny']);
    service.replaceDiscovered('local', ['large']);
    expect(service.snapshot().resolve('tiny')).toBeUndefined();
    expect(service.snapshot().resolve('large')).toBeDefined();
    service.replaceDiscovered('local', []);
    expect(service.snapshot().resolve('large')).toBeUndefined();
  });

  it('keeps the last good snapshot when a change is refused, and later changes do not bring the bad one back', () => {
    const service = serviceOf();
    service.replaceOverrides({ models: [disabled], prices: [] });
    const good = service.snapshot();
    expect(() => service.replaceOverrides({ models: [], prices: [modelPriceOf('nonsense', 'own-1')] })).toThrow(
      InvalidCatalogError,
    );
    expect(() => service.replaceDiscovered('ghost', ['tiny'])).toThrow('"ghost", which is not registered');
    expect(service.snapshot()).toBe(good);
    service.replaceDiscovered('local', ['tiny']);
    expect(service.snapshot().isEnabled('acme', 'alpha')).toBe(false);
  });
});
