import type { Client } from '@app/contracts';
import type { ClientView } from '@app/contracts/admin';

const DAY_MS = 86_400_000;
const UNUSED_DAYS = 90;

/** What others may know of a client: never a hash of its key. */
export function clientView(client: Client, now: number): ClientView {
  const { id, name, description, tags, keyPrefix, keyHint, isEnabled, expiresAt, limits, access } = client;
  const { previousKey, createdBy, createdAt, lastUsedAt, managedBy, version } = client;
  const unusedDays = Math.max(0, Math.floor((now - (lastUsedAt ?? createdAt)) / DAY_MS));
  return {
    ...{ id, name, description, tags, keyPrefix, keyHint, isEnabled, expiresAt, limits, access },
    previousKeyWorksUntil: previousKey?.worksUntil ?? null,
    ...{ createdBy, createdAt, lastUsedAt, unusedDays, isUnused: unusedDays >= UNUSED_DAYS, managedBy, version },
  };
}
