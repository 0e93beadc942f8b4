import type { ProviderStatus } from '@app/providers';
import { banner } from './banner';

const provider = (label: string, isConfigured: boolean): ProviderStatus => ({
  id: label.toLowerCase(),
  label,
  isConfigured,
  keySource: 'none',
  baseUrl: 'http://localhost',
  breakerState: undefined,
  troubledModels: [],
  problem: undefined,
  enabledBy: 'KEY',
});

describe('banner', () => {
  it('gives an address one can click, and the configured providers', () => {
    const text = banner('http://0.0.0.0:8080', [provider('One', true), provider('Two', false)]);
    expect(text).toContain('http://localhost:8080/v1');
    expect(text).toContain('One');
    expect(text).not.toContain('Two');
  });

  it('says what to do when nothing is configured', () => {
    expect(banner('http://127.0.0.1:1', [])).toContain('npm run demo');
  });
});
