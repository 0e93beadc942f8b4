import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderEnvExample } from '@app/config';
import { PROVIDERS } from '@app/providers';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { BuiltInstallation } from '../support/built-installation';
import { eventually } from '../support/eventually';
import { CLI, GatewayChild, LAUNCHER, SERVER, type Ended } from '../support/gateway-child';

let simulator: Simulator;
let installation: BuiltInstallation;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => {
  installation = new BuiltInstallation(simulator);
});
afterEach(() => installation.remove());

const run = (script: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  GatewayChild.run({
    script,
    args,
    cwd: installation.folder,
    environment: { ...installation.environment, ...environment },
  });
const jsonOf = ({ stdout }: Ended): unknown => JSON.parse(stdout);
/** A stack is for failures nobody has thought of. */
const STACK = /^\s+at /m;
/** The server and the command line, started at the same time in the same circumstances. */
const runBoth = (environment: Record<string, string> = {}): Promise<Ended[]> =>
  Promise.all([run(SERVER, [], environment), run(CLI, ['clients', 'list'], environment)]);

describe('clients', () => {
  it('are created, listed and revoked, and a running gateway notices', async () => {
    const { url } = await installation.serve();
    const created = jsonOf(await installation.cli('clients', 'create', '--name', 'app', '--json')) as {
      id: string;
      key: string;
    };
    expect(created.key).toMatch(/^sk-gg-[a-z0-9]{8}[A-Za-z0-9_-]{43}$/);
    const status = async (): Promise<number> =>
      (await fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${created.key}` } })).status;
    expect(await status()).toBe(200);

    const listed = await installation.cli('clients', 'list', '--json');
    expect(jsonOf(listed)).toEqual([
      expect.objectContaining({ id: created.id, name: 'app', keyPrefix: created.key.slice(0, 14), isEnabled: true }),
    ]);
    expect(listed.stdout).not.toContain(created.key);
    expect(listed.stdout).not.toContain('keyHash');

    expect(jsonOf(await installation.cli('clients', 'revoke', '--name', 'app', '--json'))).toMatchObject({
      name: 'app',
      isEnabled: false,
    });
    await eventually('the refusal of the revoked key', async () => (await status()) === 401, 3_000);
  });

  it('speak to people without --json', async () => {
    const created = await installation.cli('clients', 'create', '--name', 'app');
    expect(created).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/shown only now[\s\S]*sk-gg-/),
      stderr: '',
    });
    expect(await installation.cli('clients', 'list')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Name\s+Key/),
    });
  });
});

describe('exit codes', () => {
  const CALLS: readonly [code: number, args: readonly string[]][] = [
    [0, ['--help']],
    [0, ['clients', 'create', '--help']],
    [0, ['providers', 'list', '--json']],
    [0, ['db', 'migrate', '--json']],
    [0, ['usage', 'recount', '--from', '2026-01-30', '--to', '2026-02-02', '--json']],
    [1, ['clients', 'revoke', '--name', 'nobody']],
    [2, ['usage', 'recount', '--from', '2999-01-01']],
    [2, ['usage', 'recount']],
    [2, ['usage', 'recount', '--from', '2026-02-30']],
    [0, ['usage', 'export', '--from', '2026-01-30', '--to', '2026-02-02', '--zone', 'Asia/Kathmandu']],
    [2, ['usage', 'export', '--from', 'yesterday']],
    [2, ['clients', 'create']],
    [2, ['clients', 'create', '--name']],
    [2, ['clients', 'create', '--name', 'x', '--no-such-option']],
    [2, ['no-such-verb']],
    [2, ['clients', 'no-such-verb']],
  ];

  it('of calls, right and wrong', async () => {
    const ended: Ended[] = [];
    // Two at a time: most of a call is the start of its process, which keeps a core busy.
    for (let at = 0; at < CALLS.length; at += 2) {
      ended.push(...(await Promise.all(CALLS.slice(at, at + 2).map(([, args]) => installation.cli(...args)))));
    }
    expect(ended.map(({ code }, i) => [code, CALLS[i]?.[1]])).toEqual(CALLS);
    for (const { code, stderr } of ended) {
      expect(stderr).toEqual(code === 0 ? '' : expect.stringMatching(/\S/));
      expect(stderr).not.toMatch(STACK);
    }
  }, 180_000);

  it('1 for a name that is taken', async () => {
    await installation.createKey('app');
    expect(await installation.cli('clients', 'create', '--name', 'app')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"app" exists already'),
    });
  });

  it('3 for a configuration that is wrong, all of it named', async () => {
    for (const { code, stderr } of await runBoth({
      LLM_PROXY__SERVER__PORT: 'eighty',
      LLM_PROXY__LOG__LEVEL: 'loud',
    })) {
      expect(code).toBe(3);
      expect(stderr).toMatch(/LLM_PROXY__SERVER__PORT must be/);
      expect(stderr).toMatch(/LLM_PROXY__LOG__LEVEL must be one of/);
      expect(stderr).not.toMatch(STACK);
    }
  });

  it('3 in production without a key, with the sentence that helps', async () => {
    const sentence = 'LLM_PROXY__ENCRYPTION_KEY is required in production; make one with: openssl rand -hex 32';
    for (const ended of await runBoth({ NODE_ENV: 'production' })) {
      expect(ended).toMatchObject({ code: 3, stderr: expect.stringContaining(sentence) });
    }
  });

  it('4 when the data folder is a file', async () => {
    writeFileSync(installation.dataDir, '');
    for (const ended of await runBoth()) {
      expect(ended).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining(installation.dataDir) });
      expect(ended.stderr).not.toMatch(STACK);
    }
  });

  it('4 when the database is none', async () => {
    mkdirSync(installation.dataDir);
    writeFileSync(join(installation.dataDir, 'gophergate.db'), 'This is no database. '.repeat(100));
    for (const ended of await runBoth()) {
      expect(ended).toMatchObject({ code: 4, stderr: expect.stringContaining('not a usable SQLite database') });
    }
  });
});

describe('./gophergate', () => {
  it('serves without a verb', async () => {
    const child = GatewayChild.start({
      script: LAUNCHER,
      cwd: installation.folder,
      environment: installation.environment,
    });
    expect(await (await fetch(`${await child.url()}/health/ready`)).json()).toMatchObject({ status: 'ready' });
    expect(await child.stop()).toMatchObject({ code: 0 });
  });

  it('is the command line with one', async () => {
    expect(jsonOf(await run(LAUNCHER, ['providers', 'list', '--json']))).toHaveLength(6);
  });

  it.each(['-reset-admin', '--reset-admin', 'reset-admin'])(
    '%s restores the login, needing only the data folder',
    async (verb) => {
      // Neither a key nor a sound configuration: production would not start.
      const environment = {
        NODE_ENV: 'production',
        LLM_PROXY__SERVER__PORT: 'eighty',
        LLM_PROXY__DATA_DIR: installation.dataDir,
      };
      const ended = await GatewayChild.run({ script: LAUNCHER, args: [verb], cwd: installation.folder, environment });
      expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/admin \/ admin123/), stderr: '' });
      expect(readdirSync(installation.dataDir)).not.toContain('encryption.key');
    },
  );
});

describe('the environment', () => {
  it('is read from .env beside the process, which wins over it', async () => {
    writeFileSync(
      join(installation.folder, '.env'),
      `LLM_PROXY__DATA_DIR=${installation.dataDir}\nOPENAI_API_KEY=sim-key\nGROK_API_KEY=\n`,
    );
    const ended = await GatewayChild.run({
      script: CLI,
      args: ['providers', 'list', '--json'],
      cwd: installation.folder,
      environment: { GROK_API_KEY: 'sim-key' },
    });
    const configured = (jsonOf(ended) as { id: string; isConfigured: boolean }[]).filter(
      ({ isConfigured }) => isConfigured,
    );
    expect(configured.map(({ id }) => id)).toEqual(['openai', 'grok']);
  });

  it('an unedited copy of .env.example starts', async () => {
    const hints = PROVIDERS.map(({ id, label, baseUrl, needsKey }) => ({
      id,
      label,
      needsKey,
      defaultBaseUrl: baseUrl,
    }));
    const example = readFileSync(join(__dirname, '../../.env.example'), 'utf8');
    expect(example).toBe(renderEnvExample(hints));
    writeFileSync(join(installation.folder, '.env'), example);
    const child = GatewayChild.start({ script: SERVER, cwd: installation.folder, environment: { PORT: '0' } });
    expect(await (await fetch(`${await child.url()}/health/ready`)).json()).toMatchObject({ status: 'ready' });
    for (const file of ['encryption.key', 'gophergate.db']) {
      expect(statSync(join(installation.folder, 'data', file)).mode & 0o777).toBe(0o600);
    }
    expect(await child.stop()).toMatchObject({ code: 0, stderr: '' });
  });
});
