import type { AuditedChange } from '@app/contracts';

/** What the audit log says of keys: their ids, which tell nothing of them. */
export function keyAudit(
  action: string,
  keyId: string,
  before: AuditedChange['before'],
  after: AuditedChange['after'],
): AuditedChange {
  return { action, entity: 'encryption_key', entityId: keyId, entityName: keyId, before, after };
}
