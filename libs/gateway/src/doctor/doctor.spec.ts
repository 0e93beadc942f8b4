import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyRing, systemClock } from '@app/common';
import { KeptKeys, type Environment } from '@app/config';
import { openDatabase, SettingRepository, type Database } from '@app/persistence';
import { KeyCheck } from '../keys/key-check.service';
import { diagnose } from './doctor';
import type { Finding } from './finding';

const KEY = randomBytes(32);

describe('diagnose', () => {
  let dataDir: string;
  let file: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'gophergate-doctor-'));
    file = join(dataDir, 'gophergate.db');
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const look = (environment: Environment = {}): Promise<Finding[]> =>
    diagnose(
      {
        LLM_PROXY__DATA_DIR: dataDir,
        LLM_PROXY__SERVER__PORT: '0',
        LLM_PROXY__SERVER__HOST: '127.0.0.1',
        ...environment,
      },
      { isOnline: false },
    );
  const onDatabase = async (work: (database: Database) => Promise<unknown>): Promise<void> => {
    const database = await openDatabase(file);
    await work(database);
    await database.close();
  };
  const seal = (key: Buffer): Promise<void> =>
    onDatabase((database) =>
      new KeyCheck(KeyRing.of(key), new SettingRepository(database, systemClock), {
        encryptionKey: key,
        dataDir,
      }).verify(),
    );
  const storeKey = (key: Buffer): Promise<void> =>
    onDatabase((database) =>
      database.control.run((manager) =>
        manager.query(
          `INSERT INTO providers (id, encrypted_api_key, tuning, updated_at) VALUES ('openai', ?, '{}', 1)`,
          [KeyRing.of(key).seal('sk-x', 'providers|encrypted_api_key|openai')],
        ),
      ),
    );
  const stateOf = (findings: readonly Finding[], name: string) => findings.find(({ check }) => check === name)?.state;

  it('finds nothing wrong before the first start, and makes nothing', async () => {
    const findings = await look();
    expect(findings.map(({ check, state }) => [check, state])).toEqual([
      ['config', 'ok'],
      ['database', 'ok'],
      ['disk (data)', expect.any(String)],
      ['disk (journal)', expect.any(String)],
      ['port', 'ok'],
    ]);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('names every problem of the configuration, and looks no further', async () => {
    const findings = await look({ LLM_PROXY__LOG__LEVEL: 'loud', LLM_PROXY__LIMITS__MAX_BODY_BYTES: 'x' });
    expect(findings.map(({ check, state }) => [check, state])).toEqual([
      ['config', 'fail'],
      ['config', 'fail'],
    ]);
  });

  it('tells of a placeholder where a key belongs', async () => {
    expect(await look({ OPENAI_API_KEY: 'sk-...' })).toContainEqual(
      expect.objectContaining({ check: 'config', state: 'warn', message: expect.stringContaining('OPENAI_API_KEY') }),
    );
  });

  it.each<[string, string, Finding['state'], Environment, () => Promise<void> | void]>([
    ['the right key', 'encryption key', 'ok', { LLM_PROXY__ENCRYPTION_KEY: KEY.toString('hex') }, () => seal(KEY)],
    ['no sealed value yet', 'encryption key', 'ok', {}, () => onDatabase(() => Promise.resolve())],
    [
      'another key',
      'encryption key',
      'fail',
      { LLM_PROXY__ENCRYPTION_KEY: KEY.toString('hex') },
      () => seal(randomBytes(32)),
    ],
    ['a key that is gone', 'encryption key', 'fail', {}, () => seal(KEY)],
    [
      'a key that others can read',
      'encryption key',
      'warn',
      {},
      async () => {
        await seal(new KeptKeys(dataDir).read().current);
        chmodSync(join(dataDir, 'encryption.key'), 0o644);
      },
    ],
    ['a key in the environment', 'provider openai', 'ok', { OPENAI_API_KEY: 'sk-real-key' }, () => seal(KEY)],
    ['a stored key', 'provider openai', 'ok', {}, () => storeKey(KEY)],
    ['a stored key that does not open', 'provider openai', 'fail', {}, () => storeKey(randomBytes(32))],
    ['no provider', 'providers', 'warn', {}, () => seal(KEY)],
    ['a database of something else', 'database', 'fail', {}, () => writeFileSync(file, 'x'.repeat(5_000))],
  ])('with %s: %s is %s', async (name, check, state, environment, prepare) => {
    await prepare();
    const given =
      name.includes('gone') || name.includes('others') || check === 'database'
        ? {}
        : { LLM_PROXY__ENCRYPTION_KEY: KEY.toString('hex') };
    const findings = await look({ ...given, ...environment });
    expect(stateOf(findings, check)).toBe(state);
    for (const finding of findings) expect(finding.remedy === null).toBe(finding.state === 'ok');
    if (name.includes('gone')) expect(existsSync(join(dataDir, 'encryption.key'))).toBe(false);
  });
});
