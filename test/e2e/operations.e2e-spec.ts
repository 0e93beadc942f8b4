import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { BuiltInstallation } from '../support/built-installation';
import { CLI, GatewayChild, SERVER, type Ended } from '../support/gateway-child';

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
const jsonOf = <T>({ stdout }: Ended): T => JSON.parse(stdout) as T;
const keyFile = (): string => join(installation.dataDir, 'encryption.key');

describe('the built server', () => {
  it.each(['-reset-admin', '--reset-admin'])(
    'with %s restores the login, needing only the data folder',
    async (word) => {
      const environment = {
        NODE_ENV: 'production',
        LLM_PROXY__SERVER__PORT: 'eighty',
        LLM_PROXY__DATA_DIR: installation.dataDir,
      };
      const ended = await GatewayChild.run({ script: SERVER, args: [word], cwd: installation.folder, environment });
      expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/admin \/ admin123/), stderr: '' });
      expect(readdirSync(installation.dataDir)).not.toContain('encryption.key');
    },
  );
});

describe('the encryption key', () => {
  it('is changed beside a running gateway, which goes on', async () => {
    const { child } = await installation.serve();
    expect(await installation.cli('key', 'rotate')).toMatchObject({ code: 0, stderr: '' });
    const uses = jsonOf<{ state: string; values: number }[]>(await installation.cli('key', 'status', '--json'));
    expect(uses.map(({ state, values }) => [state, values])).toEqual([
      ['current', 1],
      ['old', 0],
    ]);
    expect(await child.stop()).toMatchObject({ code: 0 });
    rmSync(join(installation.dataDir, 'encryption.old.key'));
    await installation.serve();
  });

  it('stops server and command line with one sentence when it is a wrong one, and not the reset of the login', async () => {
    await installation.cli('providers', 'list');
    writeFileSync(keyFile(), `${randomBytes(32).toString('hex')}\n`);
    for (const ended of await Promise.all([run(SERVER, []), run(CLI, ['providers', 'list'])])) {
      expect(ended).toMatchObject({ code: 3, stdout: '' });
      expect(ended.stderr.trim().split('\n')).toEqual([
        'The configuration has a problem:',
        expect.stringMatching(/encryption\.key in .* is not the key .* put the former file back/),
      ]);
    }
    expect(await run(CLI, ['reset-admin'])).toMatchObject({ code: 0 });
    expect(await installation.cli('key', 'forget')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--yes'),
    });
    expect(await installation.cli('key', 'forget', '--yes')).toMatchObject({ code: 0 });
    expect(await installation.cli('providers', 'list')).toMatchObject({ code: 0 });
  });
});

describe('backups', () => {
  it('are taken while the gateway serves, and restored when it does not', async () => {
    const { child } = await installation.serve();
    await installation.createKey('before');
    const backup = join(installation.folder, 'backup.db');
    expect(await installation.cli('db', 'backup', backup, '--json')).toMatchObject({ code: 0, stderr: '' });
    expect(await installation.cli('db', 'backup', backup)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--force'),
    });
    await installation.createKey('after');

    const inUse = await installation.cli('db', 'restore', backup, '--yes');
    expect(inUse).toMatchObject({ code: 1, stderr: expect.stringContaining('stop it first') });
    await child.stop();
    expect(await installation.cli('db', 'restore', backup)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--yes'),
    });
    const restored = await installation.cli('db', 'restore', backup, '--yes', '--json');
    expect(jsonOf(restored)).toEqual({ former: expect.stringContaining('.before-restore-'), missingKeyId: null });
    const clients = jsonOf<{ name: string }[]>(await installation.cli('clients', 'list', '--json'));
    expect(clients.map(({ name }) => name)).toEqual(['before']);
    expect(await installation.cli('audit', 'verify')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('whole'),
    });
  });

  it('say which key they need where it is not', async () => {
    await installation.cli('providers', 'list');
    const backup = join(installation.folder, 'backup.db');
    const { keyId } = jsonOf<{ keyId: string }>(await installation.cli('db', 'backup', backup, '--json'));
    writeFileSync(keyFile(), `${randomBytes(32).toString('hex')}\n`);
    const restored = await installation.cli('db', 'restore', backup, '--yes');
    expect(restored).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`encryption key ${keyId}, which is not here`),
    });
  });
});

describe('doctor', () => {
  it('finds a running installation well', async () => {
    await installation.serve();
    const ended = await installation.cli('doctor', '--online', '--json');
    const { isWell, findings } = jsonOf<{ isWell: boolean; findings: { check: string; state: string }[] }>(ended);
    expect(findings.filter(({ state }) => state === 'fail')).toEqual([]);
    expect([isWell, ended.code]).toEqual([true, 0]);
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['encryption key', 'login', 'journal', 'port', 'clock', 'provider openai (online)']),
    );
  });

  it('looks at what nothing else starts on', async () => {
    const ended = await run(CLI, ['doctor'], { LLM_PROXY__LOG__LEVEL: 'loud' });
    expect(ended).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(/fail .*LLM_PROXY__LOG__LEVEL/) });
  });
});

describe('the command line', () => {
  it('tells its version and how it is called', async () => {
    const [version, help] = await Promise.all([
      installation.cli('--version'),
      installation.cli('key', 'rotate', '--help'),
    ]);
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(help.stdout).toMatch(/^Usage: gophergate key rotate[\s\S]*Example:\n {2}gophergate key rotate\n/);
  });
});
