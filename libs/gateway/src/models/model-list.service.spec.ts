import { ModelCatalogService } from '@app/catalog';
import type { Group, ModelFacts } from '@app/contracts';
import { PROVIDERS, type ProviderRegistry } from '@app/providers';
import { GroupDirectory, ModelNotFoundError } from '@app/routing';
import type { GroupRepository } from '@app/persistence';
import { routerOver } from '../../../routing/src/testing/router-over';
import { ManualClock, STARTED_AT } from '../testing/exchange';
import { ModelListService } from './model-list.service';
import { storedGroup } from '../../../persistence/src/testing/stored-group';

/** A bundled model as the pattern of those in this spec. */
const PATTERN = PROVIDERS.flatMap(({ models }) => models).find(({ id }) => id === 'gpt-4o-mini');
const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(STARTED_AT + days * DAY_MS).toISOString();

function factsOf(id: string, fields: Partial<ModelFacts> = {}): ModelFacts {
  if (!PATTERN) throw new Error('The pattern is no longer bundled; choose another.');
  const lifecycle = { state: 'active', shutdownAt: null, replacement: null, routesTo: null } as const;
  return { ...PATTERN, id, providerId: 'openai', snapshots: [], nicknames: [], prices: [], lifecycle, ...fields };
}

const endingAt = (shutdownAt: string, replacement: ModelFacts['lifecycle']['replacement'] = null) => ({
  lifecycle: { state: 'deprecated' as const, shutdownAt, replacement, routesTo: null },
});
const group = (name: string, targets: readonly string[], fields: Partial<Group> = {}): Group => ({
  name,
  strategy: 'fallback',
  targets,
  logicLevel: null,
  primaryUse: null,
  settings: {},
  isEnabled: true,
  ...fields,
});

describe('ModelListService', () => {
  const facts = [
    factsOf('alpha', { snapshots: ['alpha-2026'], nicknames: ['al'] }),
    factsOf('leaving', endingAt(inDays(3))),
    factsOf('left', endingAt(inDays(-3), { model: 'alpha' })),
    factsOf('off'),
    factsOf('elsewhere', { providerId: 'grok' }),
  ];

  const listOf = async (...rows: Group[]): Promise<ModelListService> => {
    const catalog = new ModelCatalogService({ facts, providers: PROVIDERS });
    catalog.replaceOverrides({ models: [{ providerId: 'openai', model: 'off', isEnabled: false }], prices: [] });
    const repository: Pick<GroupRepository, 'list'> = { list: () => Promise.resolve(rows.map(storedGroup)) };
    const groups = new GroupDirectory(repository as GroupRepository);
    await groups.onModuleInit();
    const registry = {
      isConfigured: (id: string) => id !== 'grok',
      supports: () => true,
      enablingVariable: () => undefined,
      blockadeOf: () => undefined,
    } satisfies Partial<ProviderRegistry>;
    const clock = new ManualClock();
    const router = routerOver({ catalog, groups, availability: registry, clock });
    const providers: Pick<ProviderRegistry, 'isConfigured'> = registry;
    return new ModelListService(catalog, providers as ProviderRegistry, groups, router, clock);
  };
  const names = (service: ModelListService): string[] => service.list().map(({ id }) => id);

  it('shows live models of configured providers that are switched on', async () => {
    expect(names(await listOf())).toEqual(['alpha', 'leaving']);
  });

  it("shows a model in OpenAI's form, and the day on which it ends", async () => {
    const shutdownDate = Math.floor((STARTED_AT + 3 * DAY_MS) / 1_000);
    expect((await listOf()).list()).toEqual([
      { id: 'alpha', object: 'model', created: 0, owned_by: 'openai' },
      { id: 'leaving', object: 'model', created: 0, owned_by: 'openai', shutdown_date: shutdownDate },
    ]);
  });

  it('shows groups first, with what is known about them', async () => {
    const service = await listOf(
      group('fast', ['alpha'], { logicLevel: 2, primaryUse: 'Basic Q&A' }),
      group('plain', ['alpha']),
    );
    expect(service.list().slice(0, 2)).toEqual([
      { id: 'fast', object: 'model', created: 0, owned_by: 'gophergate', logic_level: 2, primary_use: 'Basic Q&A' },
      { id: 'plain', object: 'model', created: 0, owned_by: 'gophergate' },
    ]);
  });

  it('leaves out groups that lead nowhere, and is not broken by one that is', async () => {
    const service = await listOf(
      group('empty', []),
      group('unconfigured', ['elsewhere']),
      group('off-group', ['alpha'], { isEnabled: false }),
      group('loop', ['loop']),
      group('nested', ['unconfigured', 'leaving']),
    );
    expect(names(service)).toEqual(['nested', 'alpha', 'leaving']);
  });

  describe('one model', () => {
    it.each(['alpha', 'alpha-2026', 'al', 'openai/alpha', 'openai/not-catalogued'])('is found as %s', async (id) => {
      expect((await listOf()).find(id)).toMatchObject({ id, object: 'model', owned_by: 'openai' });
    });

    it('may be a group', async () => {
      expect((await listOf(group('fast', ['alpha']))).find('fast')).toMatchObject({
        id: 'fast',
        owned_by: 'gophergate',
      });
    });

    it.each(['unknown', 'off', 'openai/off', 'elsewhere', 'grok/elsewhere', 'broken', ''])(
      'named %j is not found',
      async (id) => {
        const service = await listOf(group('broken', ['broken']));
        expect(() => service.find(id)).toThrow(ModelNotFoundError);
      },
    );
  });
});
