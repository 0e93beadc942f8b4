import { SecretBox } from '@app/common';
import { defineProvider } from '../spi/provider';
import { providerOf } from '../testing/chat-call';
import { keyContext, settingsOf } from './provider-settings';

const box = new SecretBox(Buffer.alloc(32, 1));
const provider = providerOf();
const config = { apiKey: 'from-env', baseUrl: undefined, isEnabled: undefined, models: ['extra'] };
const stored = { providerId: 'acme', isEnabled: null, baseUrl: null, encryptedApiKey: null, tuning: {}, version: 1 };

describe('settingsOf', () => {
  it('needs a key', () => {
    expect(settingsOf(provider, { ...config, apiKey: undefined }, undefined, box)).toMatchObject({
      isConfigured: false,
      keySource: 'none',
    });
    expect(settingsOf(provider, config, undefined, box)).toMatchObject({
      isConfigured: true,
      apiKey: 'from-env',
      keySource: 'environment',
      models: ['extra'],
    });
  });

  it('lets the database win', () => {
    const row = { ...stored, encryptedApiKey: box.seal('from-db', keyContext('acme')), baseUrl: 'http://db' };
    expect(settingsOf(provider, { ...config, baseUrl: 'http://env' }, row, box)).toMatchObject({
      apiKey: 'from-db',
      keySource: 'database',
      baseUrl: 'http://db',
    });
    expect(settingsOf(provider, config, { ...stored, isEnabled: false }, box).isConfigured).toBe(false);
  });

  it('is not configured when the stored key cannot be opened, and says why', () => {
    const row = { ...stored, encryptedApiKey: new SecretBox(Buffer.alloc(32, 2)).seal('x', keyContext('acme')) };
    const settings = settingsOf(provider, config, row, box);
    expect(settings).toMatchObject({ isConfigured: false, apiKey: undefined });
    expect(settings.problem).toContain('LLM_PROXY__ENCRYPTION_KEY');
  });

  it.each(['not an address', 'file:///etc/passwd', ''])('is not configured with the stored base URL %j', (baseUrl) => {
    const settings = settingsOf(provider, config, { ...stored, baseUrl }, box);
    expect(settings.isConfigured).toBe(false);
    expect(settings.problem).toContain('base URL');
  });

  it('takes a provider without key only when it is switched on', () => {
    const local = defineProvider({ ...provider, needsKey: false });
    expect(settingsOf(local, undefined, undefined, box).isConfigured).toBe(false);
    expect(settingsOf(local, { ...config, apiKey: undefined, isEnabled: true }, undefined, box).isConfigured).toBe(
      true,
    );
  });
});
