import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKey } from '@app/auth';
import type { ConfigDocument, ConfigPlanView } from '@app/contracts/admin';
import { readDocument } from '@app/gateway';
import { AuditRepository, ControlChanges } from '@app/persistence';
import { GroupDirectory } from '@app/routing';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { loggedIn, type AdminClient } from '../support/admin-client';
import { CommandLine, type Call } from '../support/command-line';
import { eventually } from '../support/eventually';
import { randomConfig } from '../support/random-config';
import { SeededRandom } from '../support/seeded-random';
import { simulatedEnvironment } from '../support/simulated-environment';
import { temporaryFolder } from '../support/temporary-folder';
import { TestGateway } from '../support/test-gateway';

const GUIDE = readFileSync(join(__dirname, '../../docs/configuration-files.md'), 'utf8');
const [, EXAMPLE = ''] = /```yaml\n([^]*?)```/.exec(GUIDE) ?? [];
const CLIENT_KEY = newKey().key;
const SEEDS = [1, 2, 3, 4];

let simulator: Simulator;
let home: ReturnType<typeof temporaryFolder>;
let gateway: TestGateway;
let admin: AdminClient;
let line: CommandLine;

const lineOf = (dataDir: string): CommandLine =>
  new CommandLine({ ...simulatedEnvironment(simulator), LLM_PROXY__DATA_DIR: dataDir });
const file = (text: string, name = 'team.yaml'): string => {
  const path = join(home.folder, name);
  writeFileSync(path, text);
  return path;
};
const json = <T>({ stdout }: Call): T => JSON.parse(stdout) as T;
/** What a change leaves behind. */
const traces = async (): Promise<[version: number, entries: number]> => [
  await gateway.get(ControlChanges).version(),
  (await gateway.get(AuditRepository).check()).entries,
];
const exported = async (kind = ''): Promise<unknown> => (await admin.get(`/api/config/export${kind}`)).body;

beforeEach(async () => {
  process.env['HELP_DESK_KEY'] = CLIENT_KEY;
  simulator = await startSimulator();
  home = temporaryFolder();
  gateway = await TestGateway.start({ simulator, resumed: { dataDir: home.folder, key: CLIENT_KEY } });
  admin = await loggedIn(gateway, { username: 'admin', role: 'admin' });
  line = lineOf(home.folder);
});
afterEach(async () => {
  delete process.env['HELP_DESK_KEY'];
  await gateway.stop();
  home.remove();
  await simulator.close();
});

describe('a file', () => {
  it('as the guide shows it is planned, applied, in force, and applied again without a change', async () => {
    const path = file(EXAMPLE);
    const before = await traces();
    const planned = await line.call(['plan', '-f', path, '--json']);
    expect(json<ConfigPlanView>(planned)).toMatchObject({ changes: { length: 7 }, unchanged: 0 });
    await expect(traces()).resolves.toEqual(before);

    const applied = await line.call(['apply', '-f', path, '--yes', '--json']);
    expect(json(applied)).toMatchObject({ plan: json(planned), keys: [{ client: 'nightly-report' }] });
    const after = await traces();
    expect(after).toEqual([before[0] + 1, before[1] + 7]);

    const groups = gateway.get(GroupDirectory);
    await eventually('the group in the running gateway', () => Promise.resolve(groups.snapshot().get('support')));

    const again = await line.call(['apply', '-f', path]);
    expect(again).toMatchObject({ code: 0, stdout: 'No change: 7 as declared.\n' });
    await expect(traces()).resolves.toEqual(after);
  });

  it('shows no key that it names, in its plan as in the audit log and the export', async () => {
    const path = file(EXAMPLE);
    const calls = [await line.call(['plan', '-f', path]), await line.call(['apply', '-f', path, '--yes'])];
    process.env['HELP_DESK_KEY'] = newKey().key;
    calls.push(await line.call(['plan', '-f', path]));
    expect(calls.at(-1)?.stdout).toContain('key: null -> "(not shown)"');
    const audit = await admin.get('/api/audit');
    expect(audit.text).toContain('client.create');
    const told = [...calls.map(({ stdout, stderr }) => stdout + stderr), audit.text, JSON.stringify(await exported())];
    for (const text of told)
      for (const key of [CLIENT_KEY, process.env['HELP_DESK_KEY']]) expect(text).not.toContain(key.slice(14, -4));
  });

  it('keeps hands off what it declares, until it lets go', async () => {
    await line.call(['apply', '-f', file(EXAMPLE), '--yes']);
    const { body } = await admin.get('/api/groups/support-cheap');
    const { strategy, targets, version } = body as { strategy: string; targets: string[]; version: number };
    const save = () =>
      admin.ask('PUT', '/api/groups/support-cheap', { version, body: { strategy, targets, logicLevel: 2 } });
    const refused = await save();
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      error: { code: 'managed_by_file', message: expect.stringContaining('"team.yaml"') },
    });
    const called = await line.call(['clients', 'disable', '--name', 'help-desk']);
    expect(called).toMatchObject({ code: 1, stderr: expect.stringContaining('team.yaml') });
    const other = await line.call(['apply', '-f', file(EXAMPLE, 'other.yaml'), '--yes']);
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('team.yaml') });
    const document = { version: 1, clients: [{ name: 'help-desk' }] };
    for (const verb of ['plan', 'import'])
      expect(await admin.post(`/api/config/${verb}`, { document })).toMatchObject({ status: 409 });

    const released = await line.call(['apply', '-f', file('version: 1\ngroups: []\n'), '--yes']);
    expect(released.stdout).toContain('release group support-cheap');
    const { body: free } = await admin.get('/api/groups/support-cheap');
    expect(free).toMatchObject({ managedBy: null, targets });
  });

  it.each([
    [
      'an unknown field',
      'version: 1\nclients:\n  - name: a\n    colour: red\n',
      /team\.yaml:3: clients\[0\]: .*colour/,
    ],
    [
      'a wrong type',
      'version: 1\nclients:\n  - name: a\n    isEnabled: maybe\n',
      /team\.yaml:4: clients\[0\]\.isEnabled/,
    ],
    ['no YAML', 'version: 1\nclients: [\n', /team\.yaml:\d: /],
    [
      'a name nobody has',
      'version: 1\nmodels:\n  - { id: nobody/x, isEnabled: true }\n',
      /models\[0\]\.id: "nobody\/x"/,
    ],
  ])('with %s is refused with 3, its place is named and nothing is done', async (_, text, message) => {
    const before = await traces();
    for (const verb of [['plan'], ['apply', '--yes']]) {
      const call = await line.call([...verb, '-f', file(text)]);
      expect(call).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(message) });
    }
    await expect(traces()).resolves.toEqual(before);
  });
});

describe('an import', () => {
  const document: ConfigDocument = {
    version: 1,
    groups: [{ name: 'support', strategy: 'fallback', targets: ['openai/gpt-4o'] }],
    clients: [{ name: 'app', access: { allowedModels: ['support'], allowedAddresses: null } }],
  };

  it('does what was planned, hands out the keys it made, and owns nothing', async () => {
    const plan = await admin.post('/api/config/plan', { document });
    expect(plan).toMatchObject({ status: 200, body: { unchanged: 0 } });
    const { digest } = plan.body as { digest: string };
    const imported = await admin.post('/api/config/import', { document, expectedPlan: digest });
    expect(imported).toMatchObject({ status: 200, body: { plan: plan.body, keys: [{ client: 'app' }] } });
    const { keys } = imported.body as { keys: [{ key: string }] };
    const headers = { authorization: `Bearer ${keys[0].key}` };
    expect((await gateway.chat({ model: 'support' }, { headers })).status).toBe(200);
    expect((await admin.get('/api/groups/support')).body).toMatchObject({ managedBy: null });
  });

  it('of what has changed since it was looked at is refused', async () => {
    const { body } = await admin.post('/api/config/plan', { document });
    await admin.post('/api/groups', { name: 'support', strategy: 'fallback', targets: ['openai/gpt-5.4'] });
    const before = await traces();
    const { digest: expectedPlan } = body as { digest: string };
    const refused = await admin.post('/api/config/import', { document, expectedPlan });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'plan_changed' } } });
    await expect(traces()).resolves.toEqual(before);
  });

  it.each([
    ['no document', {}, 'document'],
    ['text', { document: 'version: 1' }, 'document'],
    ['another version', { document: { version: 2 } }, 'document'],
    [
      'a key from a variable',
      { document: { version: 1, clients: [{ name: 'a', keyFrom: { env: 'HOME' } }] } },
      'document',
    ],
    ['a digest that is none', { document: { version: 1 }, expectedPlan: 'x' }, 'expectedPlan'],
    ['an unknown field', { document: { version: 1 }, prune: true }, 'prune'],
  ])('of %s is refused', async (_, body, param) => {
    expect(await admin.post('/api/config/import', body)).toMatchObject({ status: 400, body: { error: { param } } });
  });
});

describe('an export', () => {
  it.each(SEEDS)(
    'applied to an empty installation is exported from there the same (random configuration %i)',
    async (seed) => {
      const imported = await admin.post('/api/config/import', { document: randomConfig(new SeededRandom(seed)) });
      expect([imported.status, imported.text]).toEqual([200, imported.text]);
      const printed = await line.call(['config', 'export']);
      expect(readDocument(printed.stdout, 'export.yaml')).toEqual(await exported());
      const other = temporaryFolder();
      const empty = lineOf(other.folder);
      const applied = await empty.call(['apply', '-f', file(printed.stdout), '--yes']);
      expect(applied).toMatchObject({ code: 0, stderr: '' });
      expect(json(await empty.call(['config', 'export', '--json']))).toEqual(await exported());
      expect((await empty.call(['config', 'export'])).stdout).toBe(printed.stdout);
      other.remove();
    },
  );

  it('is of one kind where one is asked for', async () => {
    expect(Object.keys((await exported('?kind=model')) as object)).toEqual(['version', 'models']);
    const printed = await line.call(['config', 'export', '--kind', 'client', '--json']);
    expect(Object.keys(json(printed))).toEqual(['version', 'clients']);
    expect(await admin.get('/api/config/export?kind=secrets')).toMatchObject({ status: 400 });
    expect(await line.call(['config', 'export', '--kind', 'secrets'])).toMatchObject({ code: 2 });
  });
});
