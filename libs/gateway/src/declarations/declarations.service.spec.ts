import { Logger } from '@nestjs/common';
import { newKey } from '@app/auth';
import { ManagedByFileError } from '@app/common';
import { TESTER } from '../../../common/src/testing/actors';
import type { TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { declarationsBed } from '../testing/declarations-bed';
import { PlanChangedError } from './declaration.errors';
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
const GROUP_PRICE = `  - subjectKind: group
    subject: outer
    price: { label: resale, rates: { input: 5, cachedInput: null, cacheWrite: null, output: 9 } }
`;
const FILE = { file: 'team.yaml' };

describe('Declarations', () => {
  const beds: TemporaryDatabase[] = [];
  let it1: Awaited<ReturnType<typeof declarationsBed>>;
  const another = async () => {
    const made = await declarationsBed();
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
    expect(JSON.stringify(exported)).not.toMatch(/key|hash|managed/i);
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
    await apply(FULL.replace('allowedModels: [outer]', 'allowedModels: [inner]'));
    const less = 'version: 1\ngroups:\n  - { name: inner, strategy: fallback, targets: [openai/gpt-4o] }\n';
    expect(actions((await apply(less, { isPruning })).plan)).toEqual([action]);
    const groups = await it1.groups.list();
    expect(groups.map(({ name }) => name)).toEqual(left);
    expect(groups.find(({ name }) => name === 'outer')?.managedBy ?? null).toBeNull();
  });

  it('removes groups that lead to one another together', async () => {
    await apply(FULL);
    const none = 'version: 1\ngroups: []\nclients: []\n';
    expect(actions((await apply(none, { isPruning: true })).plan)).toEqual([
      ...['remove group inner', 'remove group outer', 'remove client app'],
    ]);
    await expect(it1.groups.list()).resolves.toEqual([]);
  });

  it.each([
    ['a group', 'groups:\n  - { name: outer, strategy: fallback, targets: [inner] }', /"inner".*group "outer"/],
    ['a client', 'groups: []', /group "outer" cannot be removed: it is named by client "app"/],
    ['a price', 'groups: []\nclients: []', /group "outer".*price "resale"/, GROUP_PRICE],
  ])('removes no group that %s still names, and says so when it plans', async (_, section, message, more = '') => {
    await apply(FULL.replace('providers:', `${more}providers:`));
    const document = doc(`version: 1\n${section}\n`);
    const options = { ...FILE, isPruning: true };
    await expect(it1.declarations.plan(TESTER, document, options)).rejects.toThrow(message);
    await expect(it1.declarations.apply(TESTER, document, options)).rejects.toThrow(message);
    await expect(it1.groups.list()).resolves.toHaveLength(2);
  });

  it('plans without a trace', async () => {
    expect((await it1.declarations.plan(TESTER, doc(FULL), FILE)).changes).toHaveLength(7);
    expect([await it1.changes.version(), await entries()]).toEqual([0, 0]);
    await expect(it1.clients.list()).resolves.toEqual([]);
  });

  it('asks providers for their models anew where providers change, and only there', async () => {
    await apply(FULL, { kinds: ['group'] });
    expect(it1.discovery.refreshes).toBe(0);
    await apply(FULL);
    expect(it1.discovery.refreshes).toBe(1);
  });

  it('has applied what it has stored, even where it is not in force yet', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    it1.directory.reload = () => Promise.reject(new Error('locked'));
    await expect(apply(FULL)).resolves.toMatchObject({ plan: { unchanged: 0 } });
    expect(warned.mock.calls).toEqual([[expect.stringMatching(/stored, but not yet in force here \(group\): locked/)]]);
    warned.mockRestore();
  });

  it('tells the audit log what the services tell it', async () => {
    await apply(FULL);
    await apply('version: 1\nclients: []\n');
    const [released, created] = await it1.audit.list({ entity: 'client' }, 5);
    const after = { name: 'app', keyPrefix: expect.stringMatching(/^sk-gg-/), previousKeyWorksUntil: null };
    expect(created).toMatchObject({ action: 'client.create', before: null, after: { ...after, version: 1 } });
    expect(released).toMatchObject({
      ...{ action: 'client.release', entityName: 'app', before: { managedBy: 'team.yaml' } },
      after: { managedBy: null, version: 2 },
    });
    const [provider] = await it1.audit.list({ entity: 'provider' }, 5);
    expect(provider).toMatchObject({ action: 'provider.update', before: null, after: { apiKey: null, version: 1 } });
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
    [
      'a price of nobody',
      'prices:\n  - { subjectKind: model, subject: /*, price: { rates: { input: 1, cachedInput: null, cacheWrite: null, output: 1 } } }',
      /prices: .*provider\/model/,
    ],
    ['an unknown provider', 'providers:\n  - { id: nobody }', /there is no provider "nobody"/],
    ['a base URL that is none', 'providers:\n  - { id: openai, baseUrl: ftp }', /providers\[0\]\.baseUrl/],
    ['an address that is none', 'clients:\n  - { name: a, access: { allowedAddresses: [x] } }', /"x" is no address/],
  ])('refuses %s', async (_, section, message) => {
    await expect(apply(`version: 1\n${section}\n`)).rejects.toThrow(message);
    expect(await it1.changes.version()).toBe(0);
    await expect(it1.declarations.plan(TESTER, doc(`version: 1\n${section}\n`), FILE)).rejects.toThrow(message);
  });

  it('imports only what was looked at, and owns nothing', async () => {
    const { digest } = await it1.declarations.plan(TESTER, doc(FULL));
    const stale = it1.declarations.apply(TESTER, doc(FULL), { expectedPlan: 'x' });
    await expect(stale).rejects.toThrow(PlanChangedError);
    await it1.declarations.apply(TESTER, doc(FULL), { expectedPlan: digest });
    await expect(it1.groups.list()).resolves.toMatchObject([{ managedBy: null }, { managedBy: null }]);
  });

  it('takes only the kinds it is asked for', async () => {
    // What is left alone cannot vouch for a name either.
    await expect(apply(FULL, { kinds: ['client'] })).rejects.toThrow(/"outer" is neither a group nor a model/);
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
