import type { ProviderView } from '@app/contracts/admin';

export const A_PROVIDER: ProviderView = {
  id: 'openai',
  label: 'OpenAI',
  isConfigured: true,
  keySource: 'database',
  baseUrl: 'https://api.openai.com/v1',
  breakerState: 'closed',
  troubledModels: [],
  problem: null,
  enabledBy: 'OPENAI_API_KEY',
  stored: { isEnabled: null, baseUrl: null, hasApiKey: true, tuning: { limits: { idleMs: 30_000 } } },
  version: 2,
};
