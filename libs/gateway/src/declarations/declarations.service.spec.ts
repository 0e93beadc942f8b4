import { ClientKeyService, newKey } from '@app/auth';
import { ModelCatalogService } from '@app/catalog';
import { ManagedByFileError } from '@app/common';
import {
  AuditRepository,
  ClientRepository,
  ControlChanges,
  GroupRepository,
  OverrideRepository,
  ProviderSettingsRepository,
  SettingRepository,
} from '@app/persistence';
import { PROVIDERS, type ProviderRegistry } from '@app/providers';
import type { GroupDirectory } from '@app/routing';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { CatalogOverridesService } from '../catalog/catalog-overrides.service';
import { PlanChangedError } from './declaration.errors';
import { Declarations } from './declarations.service';
import { DeclaredKinds } from './declared-kinds';
import { ClientKind } from './kinds/client.kind';
import { GroupKind } from './kinds/group.kind';
import { ModelKind } from './kinds/model.kind';
import { PriceKind } from './kinds/price.kind';
import { ProviderKind } from './kinds/provider.kind';
import { checkedDocument, readDocument } from './read-document';

const FULL = `
version: 1
groups:
  - { name: inner, strategy: fallback, targets: [openai/gpt-4o] }
  - { name: outer, strategy: weighted, targets: [inner, openai/gpt-5.4], settings: { weights: { inner: 3 } }, logicLevel: 4 }
models:
  - { id: openai/gpt-4o, isEnabled: false }
prices:
  - subjectKind: model
    subject: openai/gpt-4o
    price: { label: deal, rates: { input: 5, cachedInput: null, cacheWrite: null, output: 9 } }
  - subjectKind: model
    subject: openai/gpt-4o
    price: { label: deal, validFrom: 2030-01-01, rates: { input: 4, cachedInput: 1, cacheWrite: null, output: 9 } }
providers:
  - { id: openai, isEnabled: true, baseUrl: 'https://example.org/v1', tuning: { breaker: { resetMs: 5000 } } }
clients:
  - { name: app, tags: [a], limits: { requestsPerMinute: 5, budget: { nanoUsd: 7, period: day } }, access: { allowedModels: [outer] } }
`;
const FILE = { file: 'team.yaml' };
const nothing = () => Promise.resolve();

/** What one database has, without a server around it. */
async function bed() {
  const temporary = await temporaryDatabase();
  const { database } = temporary;
  const clock = new ManualClock();
  const catalog = new ModelCatalogService({ facts: PROVIDERS.flatMap(({ models }) => models), providers: PROVIDERS });
  const groups = new GroupRepository(database, clock);
  const clients = new ClientRepository(database);
  const prices = new OverrideRepository(database, clock);
  const overrides = new CatalogOverridesService(prices, new SettingRepository(database, clock), catalog);
  const directory: Pick<GroupDirectory, 'reload'> = { reload: nothing };
  const registry: Pick<ProviderRegistry, 'reload'> = { reload: nothing };
  const keys = new ClientKeyService(clients, clock);
  const kinds = new DeclaredKinds(
    new GroupKind(groups, directory as GroupDirectory, catalog),
    new ModelKind(prices, overrides, catalog),
    new PriceKind(prices, overrides, catalog),
    new ProviderKind(new ProviderSettingsRepository(database, clock), registry as ProviderRegistry),
    new ClientKind(clients, groups, catalog, keys),
  );
  const changes = new ControlChanges(database, clock);
  const audit = new AuditRepository(database);
  return { temporary, groups, clients, keys, changes, audit, declarations: new Declarations(changes, kinds, clock) };
}

describe('Declarations', () => {
  const beds: TemporaryDatabase[] = [];
  let it1: Awaited<ReturnType<typeof bed>>;
  const another = async () => {
    const made = await bed();
    beds.push(made.temporary);
    return made;
  };
  beforeEach(async () => {
    it1 = await another();
  });
  afterEach(async () => {
    for (const temporary of beds.splice(0)) await temporary.remove();
  });
  const doc = (text: string) => readDocument(text, 'team.yaml');
  const apply = (text: string, options = {}) => it1.declarations.apply(TESTER, doc(text), { ...FILE, ...options });
  const actions = ({ changes }: { changes: readonly { kind: string; action: string; name: string }[] }) =>
    changes.map(({ kind, action, name }) => `${action} ${kind} ${name}`);
  const entries = async () => (await it1.audit.list({}, 100)).length;

  it('creates all of it at once, with an entry for each object, and hands out the keys it made', async () => {
    const { plan, keys } = await apply(FULL);
    expect(actions(plan)).toEqual([
      'create provider openai',
      ...['create group inner', 'create group outer', 'create model openai/gpt-4o'],
      ...['create price openai/gpt-4o "deal"', 'create price openai/gpt-4o "deal" (2)', 'create client app'],
    ]);
    expect(await entries()).toBe(7);
    expect(await it1.changes.version()).toBe(1);
    expect(keys).toMatchObject([{ client: 'app' }]);
    await expect(it1.keys.identify(keys[0]?.key)).resolves.toMatchObject({ name: 'app' });
    await expect(it1.groups.list()).resolves.toMatchObject([{ managedBy: 'team.yaml' }, { managedBy: 'team.yaml' }]);
  });

  it('changes nothing the second time: no version, no entry, no key', async () => {
    await apply(FULL);
    await expect(apply(FULL)).resolves.toMatchObject({ plan: { changes: [], unchanged: 7 }, keys: [] });
    expect(await it1.changes.version()).toBe(1);
    expect(await entries()).toBe(7);
  });

  it('exports what applied to an empty database exports the same', async () => {
    await apply(FULL);
    const exported = await it1.declarations.export();
    const other = await another();
    await other.declarations.apply(TESTER, checkedDocument(exported), FILE);
    await expect(other.declarations.export()).resolves.toEqual(exported);
    expect(exported.clients).toHaveLength(1);
    expect(JSON.stringify(exported)).not.toMatch(/key|hash/i);
  });

  it('plans without doing, field by field', async () => {
    await apply(FULL);
    const plan = await it1.declarations.plan(TESTER, doc(FULL.replace('logicLevel: 4', 'logicLevel: 5')), FILE);
    expect(plan.changes).toEqual([
      { kind: 'group', name: 'outer', action: 'update', fields: [{ field: 'logicLevel', before: 4, after: 5 }] },
    ]);
    expect(await it1.changes.version()).toBe(1);
  });

  it.each([
    [false, 'release group outer', ['inner', 'outer']],
    [true, 'remove group outer', ['inner']],
  ])('lets go of what is no longer declared, or removes it (prune: %s)', async (isPruning, action, left) => {
    await apply(FULL);
    const less = 'version: 1\ngroups:\n  - { name: inner, strategy: fallback, targets: [openai/gpt-4o] }\n';
    expect(actions((await apply(less, { isPruning })).plan)).toEqual([action]);
    const groups = await it1.groups.list();
    expect(groups.map(({ name }) => name)).toEqual(left);
    expect(groups.find(({ name }) => name === 'outer')?.managedBy ?? null).toBeNull();
  });

  it('refuses what another file declares, for a file and for an import', async () => {
    await apply(FULL);
    const other = doc(FULL.replace('logicLevel: 4', 'logicLevel: 5'));
    for (const options of [{ file: 'other.yaml' }, {}])
      await expect(it1.declarations.apply(TESTER, other, options)).rejects.toThrow(ManagedByFileError);
  });

  it('does nothing at all when a part of it is no good', async () => {
    const refused = apply(FULL.replace('allowedModels: [outer]', 'allowedModels: [nobody-knows]'));
    await expect(refused).rejects.toThrow(/clients\[0\]\.access\.allowedModels: "nobody-knows"/);
    await expect(it1.groups.list()).resolves.toEqual([]);
  });

  it.each([
    [
      'a cycle',
      'groups:\n  - { name: a, strategy: fallback, targets: [b] }\n  - { name: b, strategy: fallback, targets: [a] }',
      /a > b > a/,
    ],
    [
      'an unknown target',
      'groups:\n  - { name: a, strategy: fallback, targets: [nobody-knows] }',
      /neither a group nor a model/,
    ],
    ['an unknown model', 'models:\n  - { id: nobody/x, isEnabled: false }', /models\[0\]\.id/],
    ['a price without rates', 'prices:\n  - { subjectKind: model, subject: openai/gpt-4o, price: {} }', /prices\[0\]/],
    ['an unknown provider', 'providers:\n  - { id: nobody }', /there is no provider "nobody"/],
    ['a base URL that is none', 'providers:\n  - { id: openai, baseUrl: ftp }', /providers\[0\]\.baseUrl/],
    ['an address that is none', 'clients:\n  - { name: a, access: { allowedAddresses: [x] } }', /"x" is no address/],
  ])('refuses %s', async (_, section, message) => {
    await expect(apply(`version: 1\n${section}\n`)).rejects.toThrow(message);
    expect(await it1.changes.version()).toBe(0);
  });

  it('imports only what was looked at, and owns nothing', async () => {
    const { digest } = await it1.declarations.plan(TESTER, doc(FULL));
    const stale = it1.declarations.apply(TESTER, doc(FULL), { expectedPlan: 'x' });
    await expect(stale).rejects.toThrow(PlanChangedError);
    await it1.declarations.apply(TESTER, doc(FULL), { expectedPlan: digest });
    await expect(it1.groups.list()).resolves.toMatchObject([{ managedBy: null }, { managedBy: null }]);
  });

  it('takes only the kinds it is asked for', async () => {
    expect(actions((await apply(FULL, { kinds: ['client', 'group'] })).plan)).toEqual([
      ...['create group inner', 'create group outer', 'create client app'],
    ]);
  });

  describe('keys from the environment', () => {
    const TEXT = 'version: 1\nclients:\n  - { name: app, keyFrom: { env: TEAM_KEY } }\n';
    const having = (key: string | undefined) => ({ variable: () => key });

    it('are taken, and replaced at once where the variable changes, without being shown', async () => {
      const [first, second] = [newKey().key, newKey().key];
      expect((await apply(TEXT, having(first))).keys).toEqual([]);
      await expect(it1.keys.identify(first)).resolves.toMatchObject({ name: 'app' });
      expect((await apply(TEXT, having(first))).plan.changes).toEqual([]);
      const { plan } = await apply(TEXT, having(second));
      expect(plan.changes).toMatchObject([{ action: 'update', fields: [{ field: 'key', after: '(not shown)' }] }]);
      await expect(it1.keys.identify(first)).resolves.toBeUndefined();
      await expect(it1.keys.identify(second)).resolves.toMatchObject({ name: 'app' });
      const told = JSON.stringify([plan, await it1.audit.list({}, 10)]);
      for (const key of [first, second]) expect(told).not.toContain(key.slice(14, -4));
    });

    it.each([
      [undefined, /TEAM_KEY is not set/],
      ['secret', /TEAM_KEY holds no client key/],
    ])('have to be there and to be keys (%s)', async (key, message) => {
      await expect(apply(TEXT, having(key))).rejects.toThrow(message);
    });

    it('are for the command line only', async () => {
      await expect(apply(TEXT)).rejects.toThrow(/only the command line reads variables/);
    });
  });
});
