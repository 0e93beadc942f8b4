import { randomBytes } from 'node:crypto';
import { loadConfig } from './load-config';
import { LiveSettings } from './live-settings';
import { settingRows, type SettingRow } from './setting-rows';

function rowsOf(environment: Record<string, string>, stored: Record<string, unknown> = {}): Map<string, SettingRow> {
  const { config } = loadConfig(environment, ['acme'], new Set(['LLM_PROXY__DATA_DIR']));
  const live = new LiveSettings(config);
  live.adopt(stored);
  return new Map(settingRows(config, live).map((row) => [row.name, row]));
}

describe('settingRows', () => {
  it.each([
    ['LLM_PROXY__SERVER__HOST', '0.0.0.0', 'default'],
    ['LLM_PROXY__SERVER__DRAIN_MS', '5', 'environment'],
    ['LLM_PROXY__SERVER__PORT', '9000', 'environment'],
    ['LLM_PROXY__DATA_DIR', '/data', 'file'],
    ['LLM_PROXY__REPORTING__ZONE', 'Asia/Tokyo', 'database'],
    ['LLM_PROXY__SERVER__PUBLIC_URL', null, 'default'],
    ['LLM_PROXY__SERVER__TRUSTED_PROXIES', null, 'default'],
    ['LLM_PROXY__PROVIDERS__ACME__BASE_URL', 'http://acme.test', 'environment'],
  ])('says what is in force for %s and from where', (name, value, source) => {
    const environment = {
      LLM_PROXY__SERVER__DRAIN_MS: '5',
      PORT: '9000',
      LLM_PROXY__DATA_DIR: '/data',
      LLM_PROXY__PROVIDERS__ACME__BASE_URL: 'http://acme.test',
    };
    expect(rowsOf(environment, { reportingZone: 'Asia/Tokyo' }).get(name)).toMatchObject({ value, source });
  });

  it('never shows a secret, only that it is set', () => {
    const secrets = {
      LLM_PROXY__ENCRYPTION_KEY: randomBytes(32).toString('hex'),
      LLM_PROXY__ENCRYPTION_KEYS_OLD: randomBytes(32).toString('hex'),
      LLM_PROXY__ENCRYPTION_KEY_NEW: randomBytes(32).toString('hex'),
      LLM_PROXY__ADMIN_PASSWORD: 'a secret passphrase',
      ACME_API_KEY: 'acme-secret-key',
    };
    const rows = rowsOf(secrets);
    for (const name of Object.keys(secrets))
      expect(rows.get(name)).toMatchObject({ value: null, isSecret: true, isSet: true, source: 'environment' });
    const text = JSON.stringify([...rows.values()]);
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  });

  it('names the field of what can be changed at run time, and describes each general variable', () => {
    const rows = [...rowsOf({}).values()];
    expect(rows.filter(({ field }) => field !== null).map(({ name }) => name)).toHaveLength(6);
    expect(rows.filter(({ name, description }) => !name.includes('ACME') && description === '')).toEqual([]);
  });
});
