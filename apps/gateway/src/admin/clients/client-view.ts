import type { Client } from '@app/contracts';
import type { ClientView } from '@app/contracts/admin';

/** What others may know of a client: never a hash of its key. */
export function clientView(client: Client): ClientView {
  const { id, name, description, tags, keyPrefix, keyHint, isEnabled, expiresAt, limits, access } = client;
  const { previousKey, createdBy, createdAt, lastUsedAt, managedBy, version } = client;
  return {
    ...{ id, name, description, tags, keyPrefix, keyHint, isEnabled, expiresAt, limits, access },
    previousKeyWorksUntil: previousKey?.worksUntil ?? null,
    ...{ createdBy, createdAt, lastUsedAt, managedBy, version },
  };
}
