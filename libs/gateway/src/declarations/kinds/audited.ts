import type { AuditedChange } from '@app/contracts';
import type { ConfigKind } from '@app/contracts/admin';
import type { Fields, ObjectChange } from '../declared-kind';

/** What the audit log says of one declared object; its id is told where people know it by another name. */
export function audited(
  entity: ConfigKind,
  name: string,
  before: Fields | undefined,
  change: ObjectChange,
  entityId: string = name,
): AuditedChange {
  const verb = verbOf(before, change);
  const after = change.action === 'remove' ? null : { ...change.fields, managedBy: change.managedBy };
  return { action: `${entity}.${verb}`, entity, entityId, entityName: name, before: before ?? null, after };
}

/** As the services that change one object at a time call it. */
export function verbOf(before: unknown, { action }: ObjectChange): 'create' | 'update' | 'release' | 'remove' {
  if (action !== 'save') return action;
  return before === undefined ? 'create' : 'update';
}
