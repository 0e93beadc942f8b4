import type { SessionIdentity } from '@app/auth';
import type { Session } from '@app/contracts';
import type { OwnSession, SessionView } from '@app/contracts/admin';

export function sessionView({ session, user }: SessionIdentity): SessionView {
  const { id: userId, username, role, mustChangePassword, passwordChangedAt, lastLoginAt } = user;
  const { id, expiresAt } = session;
  return { id, userId, username, role, mustChangePassword, passwordChangedAt, lastLoginAt, expiresAt };
}

export function ownSession(
  { id, createdAt, lastSeenAt, expiresAt, address, userAgent }: Session,
  currentId: string,
): OwnSession {
  return { id, isCurrent: id === currentId, createdAt, lastSeenAt, expiresAt, address, userAgent };
}
