import type { StoredProviderSettings } from '@app/contracts';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { writeControl } from '../testing/write-control';
import { ProviderSettingsRepository } from './provider-settings.repository';

const said = (providerId: string): StoredProviderSettings => ({
  ...{ providerId, isEnabled: null, baseUrl: null, encryptedApiKey: null },
  ...{ tuning: {}, version: 0 },
});

describe('ProviderSettingsRepository', () => {
  let temporary: TemporaryDatabase;
  let settings: ProviderSettingsRepository;
  const clock = new ManualClock();
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    settings = new ProviderSettingsRepository(temporary.database, clock);
  });
  afterEach(() => temporary.remove());
  const save = (said: StoredProviderSettings): Promise<void> =>
    writeControl(temporary.database, (transaction) => settings.save(transaction, said));

  it('keeps "not said" apart from false', async () => {
    const silent = { ...said('openai'), isEnabled: null };
    const off = {
      ...said('gemini'),
      ...{ isEnabled: false, baseUrl: 'http://proxy/v1', encryptedApiKey: 'v1:id:iv:box:tag' },
      tuning: { limits: { idleMs: 5_000 }, headers: { 'x-team': 'a' } },
    };
    await save(silent);
    await save(off);
    await expect(settings.all()).resolves.toStrictEqual([
      { ...off, version: 1 },
      { ...silent, version: 1 },
    ]);
  });

  it('replaces what was said before, and takes back a key', async () => {
    const withKey = { ...said('grok'), isEnabled: true, encryptedApiKey: 'box' };
    await save(withKey);
    clock.advance(1_000);
    await save({ ...withKey, encryptedApiKey: null, version: 1 });
    await expect(settings.all()).resolves.toStrictEqual([{ ...withKey, encryptedApiKey: null, version: 2 }]);
    const rows: unknown = await temporary.database.reader.run((manager) =>
      manager.query('SELECT updated_at FROM providers'),
    );
    expect(rows).toEqual([{ updated_at: clock.now() }]);
  });

  it.each([0, 7])('does not replace what somebody else has said meanwhile (version %d)', async (version) => {
    await save(said('grok'));
    await expect(save({ ...said('grok'), version })).rejects.toThrow();
    await expect(settings.all()).resolves.toMatchObject([{ version: 1 }]);
  });
});
