import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, renderEnvExample } from '@app/config';
import { parseEnv } from 'node:util';
import { PROVIDERS } from './adapters';

const file = readFileSync(join(__dirname, '../../../.env.example'), 'utf8');

describe('.env.example', () => {
  it('is what the schema says; else run: npm run env:example', () => {
    const hints = PROVIDERS.map(({ id, label, baseUrl, needsKey }) => ({
      id,
      label,
      needsKey,
      defaultBaseUrl: baseUrl,
    }));
    expect(file).toBe(renderEnvExample(hints));
  });

  it('starts as it is, with every secret empty, and equals the defaults', () => {
    const ids = PROVIDERS.map(({ id }) => id);
    const values = parseEnv(file);
    expect(Object.entries(values).filter(([name, value]) => /KEY|PASSWORD|SECRET/.test(name) && value !== '')).toEqual(
      [],
    );
    const { config, warnings } = loadConfig(values, ids);
    expect(warnings).toEqual([]);
    expect(config).toEqual(loadConfig({}, ids).config);
  });

  it('names defaults that are accepted when the comment is taken away', () => {
    const ids = PROVIDERS.map(({ id }) => id);
    const values = parseEnv(file.replace(/^# (LLM_PROXY__\w+=)/gm, '$1'));
    expect(Object.keys(values).length).toBeGreaterThan(30);
    const { config, warnings } = loadConfig(values, ids);
    // All but where it comes from.
    expect({ ...config, given: new Map() }).toEqual(loadConfig({}, ids).config);
    expect(warnings).toEqual([]);
  });
});
