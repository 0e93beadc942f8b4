import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@app/persistence';
import { COMMANDS } from '../../apps/cli/src/cli.module';
import { commandTree } from '../commands/command-tree';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { CommandLine, type Call } from '../support/command-line';
import { simulatedEnvironment } from '../support/simulated-environment';
import { temporaryFolder } from '../support/temporary-folder';

const verbs = commandTree(COMMANDS).filter(({ isParent, path }) => !isParent && path !== 'doctor');
const NOBODY = randomUUID();
const MODEL = 'openai/gpt-5.4-mini';
const STACK = /^\s+at /m;
/** Long enough and in no list of common ones. */
const PASSWORD = 'correct-horse-battery-staple';

let simulator: Simulator;
let home: ReturnType<typeof temporaryFolder>;
let line: CommandLine;

beforeAll(async () => {
  simulator = await startSimulator();
  home = temporaryFolder();
  line = new CommandLine({ ...simulatedEnvironment(simulator), LLM_PROXY__DATA_DIR: home.folder });
  await line.call(['reset-admin']);
});
afterAll(async () => {
  home.remove();
  await simulator.close();
});

/** The one JSON document that the call printed. */
const documentOf = <T>({ stdout }: Call): T => {
  expect(stdout).toMatch(/^[^\n]+\n$/);
  return JSON.parse(stdout) as T;
};

describe('each verb', () => {
  it.each(verbs)('$path has help, with an example', async ({ path, example }) => {
    const call = await line.call([...path.split(' '), '--help']);
    expect(call).toMatchObject({ code: 0, stderr: '' });
    expect(call.stdout).toContain(`Example:\n  gophergate ${example}`);
  });

  it.each(verbs)('$path refuses an option there is not', async ({ path }) => {
    const call = await line.call([...path.split(' '), '--no-such-option']);
    expect(call).toMatchObject({ code: 2, stdout: '' });
    expect(call.stderr).toMatch(/unknown option|required option|missing required argument/);
    expect(call.stderr).not.toMatch(STACK);
  });
});

/** A day of working with the command line, in order: each call prints one JSON document and nothing else. */
const DAY: readonly [args: readonly string[], holds: unknown, stdin?: string, code?: number][] = [
  [['db', 'migrate'], { isUpToDate: true }],
  [['config', 'export', '--kind', 'provider'], { version: 1, providers: [] }],
  [['clients', 'create', '--name', 'app', '--rpm', '5', '--tags', 'a,b'], { name: 'app', tags: ['a', 'b'] }],
  [['clients', 'list'], [{ name: 'app' }]],
  [['clients', 'update', '--name', 'app', '--tpm', '9', '--allowed-addresses', '10.0.0.0/8'], { version: 2 }],
  [['clients', 'show', '--name', 'app'], { limits: { requestsPerMinute: 5, tokensPerMinute: 9 }, tags: ['a', 'b'] }],
  [['clients', 'update', '--name', 'app', '--rpm', 'none', '--allowed-addresses', 'none'], { version: 3 }],
  [['clients', 'show', '--name', 'app'], { limits: { requestsPerMinute: null }, access: { allowedAddresses: null } }],
  [['clients', 'rotate', '--name', 'app', '--overlap', '0'], { previousKeyWorksUntil: null }],
  [['clients', 'revoke', '--name', 'app'], { isEnabled: false }],
  [['clients', 'enable', '--name', 'app'], { isEnabled: true }],
  [['clients', 'disable', '--name', 'app'], { isEnabled: false }],
  [['clients', 'find'], { client: null }, 'sk-gg-nobody', 1],
  [['clients', 'remove', '--name', 'app', '--yes'], { removed: 'app' }],
  [['users', 'create', '--username', 'ana', '--role', 'viewer'], { username: 'ana', mustChangePassword: true }],
  [['users', 'list'], expect.arrayContaining([expect.objectContaining({ username: 'ana', role: 'viewer' })])],
  [['users', 'set-role', '--username', 'ana', '--role', 'admin'], { role: 'admin' }],
  [['users', 'disable', '--username', 'ana'], { isEnabled: false }],
  [['users', 'enable', '--username', 'ana'], { isEnabled: true }],
  [['users', 'reset-password', '--username', 'ana', '--password-stdin'], { oneTimePassword: null }, `${PASSWORD}\n`],
  [['users', 'sessions', '--username', 'ana'], []],
  [['users', 'end-sessions', '--username', 'ana'], { loggedOut: 'ana' }],
  [['users', 'remove', '--username', 'ana', '--yes'], { removed: 'ana' }],
  [['providers', 'list'], expect.arrayContaining([expect.objectContaining({ id: 'openai', isConfigured: true })])],
  [['providers', 'set', 'openai', '--idle-ms', '5000', '--enabled', 'no'], { isEnabled: false, hasApiKey: false }],
  [['providers', 'set', 'openai', '--breaker-volume', '3'], { tuning: { limits: { idleMs: 5000 } } }],
  [
    ['providers', 'set', 'openai', '--enabled', 'none', '--idle-ms', 'none'],
    { isEnabled: null, tuning: { limits: {} } },
  ],
  [['providers', 'key', 'openai'], { hasApiKey: true }, 'sim-key\n'],
  [['providers', 'show', 'openai'], { hasApiKey: true, tuning: { breaker: { volume: 3 } } }],
  [['providers', 'test', 'openai'], [{ id: 'openai', isOk: true, problem: null }]],
  [['providers', 'test'], expect.any(Array)],
  [['providers', 'key', 'openai', '--clear'], { hasApiKey: false }],
  [['providers', 'sync', 'ollama'], { models: expect.any(Array) }],
  [['models', 'list', '--provider', 'openai'], expect.arrayContaining([expect.objectContaining({ id: MODEL })])],
  [['models', 'disable', MODEL], { id: MODEL, isEnabled: false }],
  [['models', 'enable', MODEL], { id: MODEL, isEnabled: true }],
  [['models', 'price', MODEL, '--input', '1', '--output', '2.5'], { price: { rates: { input: 1e6, output: 2.5e6 } } }],
  [['models', 'promo', MODEL, '--percent-off', '50', '--from', '2026-12-01', '--to', '2026-12-31'], { subject: MODEL }],
  [
    ['prices', 'list'],
    [{ subject: MODEL }, { price: { promo: { percentOff: 50, to: '2027-01-01T00:00:00.000Z' } } }],
  ],
  [['models', 'price', MODEL, '--clear'], { removed: [expect.any(String), expect.any(String)] }],
  [['prices', 'reprice', '--from', '2026-01-01', '--dry-run'], { examined: 0 }],
  [['groups', 'create', 'own', '--strategy', 'fallback', '--targets', MODEL], { name: 'own', version: 1 }],
  [
    ['groups', 'update', 'own', '--primary-use', 'Trials', '--logic-level', '3'],
    { primaryUse: 'Trials', logicLevel: 3 },
  ],
  [['groups', 'enable', 'own', '--off'], { isEnabled: false }],
  [['groups', 'show', 'own'], { targets: [MODEL], isEnabled: false }],
  [['groups', 'backtest', 'own'], { group: 'own', decisions: 0, moved: 0 }],
  [['groups', 'remove', 'own', '--yes'], { removed: 'own' }],
  [['groups', 'list'], expect.any(Array)],
  [['groups', 'restore-seeds'], { restored: [] }],
  [['route', 'explain', MODEL, 'Hello'], expect.any(Object)],
  [['usage', 'report', '--from', '2026-11-01', '--zone', 'Asia/Kolkata', '--by', 'client'], { rows: [], omitted: 0 }],
  [['usage', 'recount', '--from', '2026-11-01'], expect.any(Array)],
  [['requests', 'list'], { requests: [], nextCursor: null }],
  [['jobs', 'list'], []],
  [['audit', 'verify'], { brokenAt: null }],
  [['audit', 'list', '--limit', '2'], expect.any(Array)],
  [['key', 'status'], expect.any(Array)],
  [['reset-admin'], { username: 'admin' }],
];

describe('with --json', () => {
  it('each call prints exactly one JSON document', async () => {
    for (const [args, holds, stdin, code = 0] of DAY) {
      const call = await line.call([...args, '--json'], stdin);
      expect([args, call.code, call.stderr]).toEqual([args, code, '']);
      expect([args, documentOf(call)]).toMatchObject([args, holds]);
    }
  }, 120_000);

  it('covers every verb but those that need files or write many rows', () => {
    const called = new Set(
      DAY.map(([args]) => verbs.find(({ path }) => `${args.join(' ')} `.startsWith(`${path} `))?.path),
    );
    expect(verbs.map(({ path }) => path).filter((path) => !called.has(path))).toEqual([
      'clients plan',
      'clients apply',
      'models import',
      'models plan',
      'models apply',
      'prices remove',
      'groups save',
      'groups calibrate',
      'groups plan',
      'groups apply',
      'usage export',
      'requests show',
      'jobs show',
      'plan',
      'apply',
      'db backup',
      'db restore',
      'key rotate',
      'key forget',
    ]);
  });
});

describe('what is refused', () => {
  const REFUSED: readonly [code: number, args: readonly string[], says: RegExp][] = [
    [1, ['clients', 'show', '--name', 'nobody'], /nobody/],
    [1, ['users', 'remove', '--username', 'admin', '--yes'], /last administrator/],
    [1, ['users', 'disable', '--username', 'admin'], /last administrator/],
    [1, ['users', 'set-role', '--username', 'admin', '--role', 'viewer'], /last administrator/],
    [1, ['models', 'enable', 'openai/nothing'], /no model/],
    [1, ['prices', 'remove', NOBODY, '--yes'], /no such price/],
    [1, ['groups', 'update', 'nothing', '--primary-use', 'x'], /no group "nothing"/],
    [1, ['requests', 'show', NOBODY], /no such request/],
    [1, ['jobs', 'show', NOBODY], /no such job/],
    [2, ['clients', 'create', '--name', 'x', '--rpm', 'many'], /--rpm takes a whole number/],
    [2, ['clients', 'rotate', '--name', 'x', '--overlap', '60d'], /30d at most/],
    [2, ['clients', 'find'], /nothing came/],
    [2, ['users', 'create', '--username', 'x', '--role', 'owner'], /--role is one of admin, viewer/],
    [2, ['users', 'create', '--username', 'x', '--role', 'viewer', '--password-stdin'], /nothing came/],
    [2, ['providers', 'set', 'openai'], /Name what to change/],
    [2, ['providers', 'set', 'openai', '--breaker-error-percent', '101'], /from 1 to 100/],
    [2, ['providers', 'set', 'openai', '--base-url', 'ftp://x'], /http or https/],
    [2, ['models', 'price', MODEL, '--input', '0.0000001'], /at most six decimals/],
    [2, ['models', 'price', MODEL], /--input, or --clear/],
    [2, ['groups', 'create', 'x'], /--strategy and --targets/],
    [2, ['usage', 'report', '--from', '2026-02-30'], /takes a day/],
    [2, ['usage', 'report', '--from', '2026-02-01', '--zone', 'Moon'], /no time zone/],
    [2, ['requests', 'list', '--limit', '201'], /from 1 to 200/],
  ];

  it.each(REFUSED)('%i: %j', async (code, args, says) => {
    const call = await line.call(args);
    expect(call).toEqual({ code, stdout: '', stderr: expect.stringMatching(says) });
    expect(call.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('destroys nothing that --yes was not said to', async () => {
    await line.call(['clients', 'create', '--name', 'kept']);
    const call = await line.call(['clients', 'remove', '--name', 'kept']);
    expect(call).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--yes') });
    expect(await line.call(['clients', 'show', '--name', 'kept'])).toMatchObject({ code: 0 });
  });
});

describe('keys and passwords', () => {
  it('are shown once, and tell whose they are', async () => {
    const { key } = documentOf<{ key: string }>(await line.call(['clients', 'create', '--name', 'seen', '--json']));
    const found = await line.call(['clients', 'find', '--json'], `${key}\n`);
    expect(documentOf(found)).toMatchObject({ client: { name: 'seen' } });
    expect(found.stdout).not.toContain(key);
    expect((await line.call(['clients', 'show', '--name', 'seen'])).stdout).not.toContain(key);
  });

  it('stored for a provider are never shown', async () => {
    const secret = 'canary-of-a-key';
    const calls = [
      await line.call(['providers', 'key', 'openai'], secret),
      await line.call(['providers', 'show', 'openai']),
      await line.call(['audit', 'list', '--json']),
    ];
    for (const { stdout, stderr } of calls) expect(stdout + stderr).not.toContain(secret);
  });
});

describe('tables', () => {
  it('have one tab between columns where nobody looks, and no colours', async () => {
    const { stdout } = await line.call(['providers', 'list']);
    expect(stdout).toMatch(/^Provider\tConfigured\tKey from\tBase URL\n/);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('a database that cannot be used', () => {
  /** One verb of each part that is wired by itself. */
  const CALLS = [['clients', 'list'], ['db', 'migrate'], ['audit', 'verify'], ['key', 'status'], ['reset-admin']];
  const at = (dataDir: string): CommandLine =>
    new CommandLine({ ...simulatedEnvironment(simulator), LLM_PROXY__DATA_DIR: dataDir });
  let folder: string;
  let remove: () => void;

  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
  });
  afterEach(() => {
    remove();
  });

  it.each(CALLS)('%s %s makes one where there is none', async (...args) => {
    expect(await at(join(folder, 'new')).call(args.filter(Boolean))).toMatchObject({ code: 0, stderr: '' });
  });

  it.each(CALLS)('%s %s says so when a newer version wrote it', async (...args) => {
    const file = join(folder, 'gophergate.db');
    const database = await openDatabase(file);
    await database.control.run((manager) =>
      manager.query(`INSERT INTO schema_migrations (timestamp, name) VALUES (9, 'Future9')`),
    );
    await database.close();
    const call = await at(folder).call(args.filter(Boolean));
    expect(call).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('newer version') });
    expect(call.stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each(CALLS)('%s %s says so when its place is no folder', async (...args) => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const call = await at(file).call(args.filter(Boolean));
    expect(call).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining(file) });
    expect(call.stderr.trim().split('\n')).toHaveLength(1);
  });
});
