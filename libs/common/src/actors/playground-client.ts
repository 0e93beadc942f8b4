import type { ClientIdentity } from '@app/contracts';

/** On whose account the dashboard's own requests are. It has no key and no row among the clients, so nobody can be it on /v1. */
export const PLAYGROUND_CLIENT: ClientIdentity = {
  id: 'playground',
  name: 'playground',
  limits: { requestsPerMinute: null, tokensPerMinute: null, concurrentRequests: null, budget: null },
  access: { allowedModels: null, allowedAddresses: null },
};
