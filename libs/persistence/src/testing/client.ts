import type { Client } from '@app/contracts';

/** A client that may do everything. */
export function testClient(name: string, changes: Partial<Client> = {}): Client {
  return {
    ...{ id: `id of ${name}`, name, keyPrefix: 'sk-gg-abcdefgh', keyHash: `hash of ${name}`, keyHint: 'wxyz' },
    ...{ isEnabled: true, expiresAt: null, createdAt: 1_795_000_000_123, previousKey: null, lastUsedAt: null },
    limits: { requestsPerMinute: null, tokensPerMinute: null, concurrentRequests: null, budget: null },
    access: { allowedModels: null, allowedAddresses: null },
    ...{ description: '', tags: [], createdBy: 'tester', version: 1, managedBy: null },
    ...changes,
  };
}
