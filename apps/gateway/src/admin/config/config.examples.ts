import type { ConfigDocument, ConfigImportView, ConfigPlanView } from '@app/contracts/admin';

export const A_DOCUMENT: ConfigDocument = {
  version: 1,
  groups: [{ name: 'support', strategy: 'fallback', targets: ['gpt-5.4-mini', 'deepseek-v4-flash'] }],
  clients: [
    {
      name: 'help-desk',
      limits: {
        ...{ requestsPerMinute: 60, tokensPerMinute: null, concurrentRequests: null },
        budget: { nanoUsd: 50_000_000_000, period: 'month' },
      },
      access: { allowedModels: ['support'], allowedAddresses: null },
    },
  ],
};

export const A_PLAN: ConfigPlanView = {
  changes: [
    {
      ...{ kind: 'group', name: 'support', action: 'update' },
      fields: [{ field: 'targets', before: ['gpt-5.4-mini'], after: ['gpt-5.4-mini', 'deepseek-v4-flash'] }],
    },
  ],
  unchanged: 1,
  digest: '4f0ad6f7a9e0b9b3f4f1f8f6a2a9d0c1e6d5c4b3a29180716253443526170819',
};

export const AN_IMPORT: ConfigImportView = { plan: A_PLAN, keys: [] };
