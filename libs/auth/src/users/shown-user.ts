import type { AuditedChange, User } from '@app/contracts';

/** What others may know of a user: everything but the hash of the password. */
export function shownUser({ passwordHash: _, ...user }: User): Record<string, unknown> {
  return user;
}

/** A line of the audit log. */
export function userEntry(action: string, before: User | null, after: User | null): AuditedChange {
  const { id: entityId = '', username: entityName = '' } = after ?? before ?? {};
  return {
    ...{ action, entity: 'user', entityId, entityName },
    before: before && shownUser(before),
    after: after && shownUser(after),
  };
}
