import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { ProviderSettingsRepository } from './provider-settings.repository';

describe('ProviderSettingsRepository', () => {
  let temporary: TemporaryDatabase;
  let settings: ProviderSettingsRepository;
  const clock = new ManualClock();
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    settings = new ProviderSettingsRepository(temporary.database, clock);
  });
  afterEach(() => temporary.remove());

  it('keeps "not said" apart from false', async () => {
    const silent = { providerId: 'openai', isEnabled: null, baseUrl: null, encryptedApiKey: null };
    const off = {
      providerId: 'gemini',
      isEnabled: false,
      baseUrl: 'http://proxy/v1',
      encryptedApiKey: 'v1:id:iv:box:tag',
    };
    await settings.save(silent);
    await settings.save(off);
    await expect(settings.all()).resolves.toStrictEqual([off, silent]);
  });

  it('replaces what was said before, and takes back a key', async () => {
    const withKey = { providerId: 'grok', isEnabled: true, baseUrl: null, encryptedApiKey: 'box' };
    await settings.save(withKey);
    clock.advance(1_000);
    await settings.save({ ...withKey, encryptedApiKey: null });
    await expect(settings.all()).resolves.toStrictEqual([{ ...withKey, encryptedApiKey: null }]);
    const rows: unknown = await temporary.database.reader.run((manager) =>
      manager.query('SELECT updated_at FROM providers'),
    );
    expect(rows).toEqual([{ updated_at: clock.now() }]);
  });
});
