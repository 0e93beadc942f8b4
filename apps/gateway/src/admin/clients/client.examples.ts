import type { ClientView, CreateClientRequest } from '@app/contracts/admin';

const LIMITS = {
  requestsPerMinute: 600,
  tokensPerMinute: null,
  concurrentRequests: 20,
  budget: { nanoUsd: 25_000_000_000, period: 'month' },
} as const;

export const NEW_CLIENT: CreateClientRequest = {
  name: 'mobile app',
  description: 'The app in the stores',
  tags: ['production'],
  limits: LIMITS,
  access: { allowedModels: ['fast-flow', 'gpt-5.4-mini'], allowedAddresses: null },
};

export const A_CLIENT: ClientView = {
  id: '019ab2c4-5d10-7c44-9a51-0d6f3f0c2b11',
  name: 'mobile app',
  description: 'The app in the stores',
  tags: ['production'],
  keyPrefix: 'sk-gg-k3v9x2ab',
  keyHint: 'q7Zw',
  isEnabled: true,
  expiresAt: null,
  limits: LIMITS,
  access: { allowedModels: ['fast-flow', 'gpt-5.4-mini'], allowedAddresses: null },
  previousKeyWorksUntil: null,
  createdBy: 'admin',
  createdAt: 1_795_341_600_000,
  lastUsedAt: 1_795_345_200_000,
  unusedDays: 0,
  isUnused: false,
  managedBy: null,
  version: 1,
};

/** No key: nobody could take it for one of theirs. */
export const A_KEY = 'sk-gg-k3v9x2ab…q7Zw';
