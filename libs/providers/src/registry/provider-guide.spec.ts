import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDERS } from '../adapters';
import { defineProvider } from '../spi/provider';
import { renderProviderGuide } from './provider-guide';

const guide = renderProviderGuide(PROVIDERS);

describe('docs/providers.md', () => {
  it('is what the registry says; else run: npm run docs:providers', () => {
    expect(readFileSync(join(__dirname, '../../../../docs/providers.md'), 'utf8')).toBe(guide);
  });

  it.each(PROVIDERS.map((provider) => [provider.label, provider] as const))(
    'tells of %s what differs, and names its models',
    (label, { differences, models }) => {
      expect(differences.length).toBeGreaterThan(3);
      expect(guide).toContain(`## ${label}`);
      for (const { what } of differences) expect(guide).toContain(what);
      for (const { id } of models.filter((model) => !model.id.endsWith('/*'))) expect(guide).toContain(`\`${id}\``);
    },
  );

  it('writes fields as code, and notes behind them as words', () => {
    const acme = defineProvider({
      id: 'acme',
      label: 'Acme',
      dialect: 'openai',
      baseUrl: 'https://acme.example/v1',
      capabilities: new Set(['chat', 'lists_models']),
      aliases: ['ac'],
      needsKey: false,
      models: [],
      differences: [{ field: 'quality, size (images)', what: 'left | out' }],
    });
    const text = renderProviderGuide([acme]);
    expect(text).toContain('| `quality`, `size` (images) | left \\| out |');
    expect(text).toContain(
      '| Acme | `acme/`, `ac/` | `LLM_PROXY__PROVIDERS__ACME__ENABLED=true` | `/v1/chat/completions`, lists its own models | 0 |',
    );
    expect(text).not.toContain('Models: ');
  });
});
