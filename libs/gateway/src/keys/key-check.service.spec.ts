import { randomBytes } from 'node:crypto';
import { keyIdOf, KeyRing } from '@app/common';
import { SettingRepository } from '@app/persistence';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { CHECK_SETTING, KeyCheck } from './key-check.service';

const [key, other] = [randomBytes(32), randomBytes(32)];

describe('KeyCheck', () => {
  let temporary: TemporaryDatabase;
  let settings: SettingRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    settings = new SettingRepository(temporary.database, new ManualClock());
  });
  afterEach(() => temporary.remove());

  const start = (ring: KeyRing, encryptionKey: Buffer | undefined = key): Promise<void> =>
    new KeyCheck(ring, settings, { encryptionKey, dataDir: '/srv/data' }).verify();

  it('lets the same key start again, and one that has the former key beside it', async () => {
    await start(KeyRing.of(key));
    const sealed = await settings.get(CHECK_SETTING);
    expect(sealed).toMatch(`v1:${keyIdOf(key)}:`);
    await start(KeyRing.of(key));
    await start(KeyRing.of(other, key));
    expect(await settings.get(CHECK_SETTING)).toBe(sealed);
  });

  it.each([
    ['of the environment', other, /LLM_PROXY__ENCRYPTION_KEY is not the key.*set it to that key again/],
    ['in the data folder', undefined, /encryption\.key in \/srv\/data is not the key.*put the former file back/],
  ])(
    'stops a wrong key %s with one sentence that names both and tells nothing of either',
    async (_, given, sentence) => {
      await start(KeyRing.of(key));
      const error: unknown = await new KeyCheck(KeyRing.of(other), settings, {
        encryptionKey: given,
        dataDir: '/srv/data',
      })
        .verify()
        .catch((caught: unknown) => caught);
      expect(error).toMatchObject({ name: 'ConfigError', problems: [expect.stringMatching(sentence)] });
      expect(String(error)).toContain(`it is key ${keyIdOf(other)}, they need ${keyIdOf(key)}`);
      for (const secret of [key, other]) expect(String(error)).not.toContain(secret.toString('hex').slice(0, 12));
    },
  );

  it('takes a check value that was changed for one of another key', async () => {
    await start(KeyRing.of(key));
    await settings.set(CHECK_SETTING, KeyRing.of(key).seal('gophergate', 'another row'));
    await expect(start(KeyRing.of(key))).rejects.toThrow(/is not the key/);
  });
});
