import { createHash } from 'node:crypto';
import type { AuditEntryEntity } from '../entities/audit-entry.entity';

/** What the first entry vouches for. */
export const NO_ENTRY_HASH = '0'.repeat(64);

/** Hex SHA-256 over the hash of the entry before and every column of this one. */
export function auditHash(previousHash: string, entry: Omit<AuditEntryEntity, 'hash'>): string {
  const { sequence, at, actorKind, actorId, actorName, actorRole, address, requestId } = entry;
  const { action, entity, entityId, entityName, before, after } = entry;
  const columns = [
    ...[sequence, at, actorKind, actorId, actorName, actorRole, address, requestId],
    ...[action, entity, entityId, entityName, before, after],
  ];
  return createHash('sha256')
    .update(`${previousHash}\n${JSON.stringify(columns)}`)
    .digest('hex');
}
