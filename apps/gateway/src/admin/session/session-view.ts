import type { SessionIdentity } from '@app/auth';
import type { Session } from '@app/contracts';
import type { ChangeableSettingsView, OwnSession, SessionView } from '@app/contracts/admin';

type Permissions = Pick<ChangeableSettingsView, 'reportingZone' | 'playgroundAccess' | 'viewersReadBodies'>;

/** @param settings what is in force now */
export function sessionView({ session, user }: SessionIdentity, settings: Permissions, baseUrl: string): SessionView {
  const { id: userId, username, role, mustChangePassword, passwordChangedAt, lastLoginAt } = user;
  const { id, expiresAt } = session;
  const { reportingZone, playgroundAccess, viewersReadBodies } = settings;
  const isAdmin = role === 'admin';
  return {
    ...{ id, userId, username, role, mustChangePassword, passwordChangedAt, lastLoginAt, expiresAt, reportingZone },
    baseUrl,
    mayUsePlayground: playgroundAccess === 'viewer' || (playgroundAccess === 'admin' && isAdmin),
    mayReadBodies: viewersReadBodies || isAdmin,
  };
}

export function ownSession(
  { id, createdAt, lastSeenAt, expiresAt, address, userAgent }: Session,
  currentId: string,
): OwnSession {
  return { id, isCurrent: id === currentId, createdAt, lastSeenAt, expiresAt, address, userAgent };
}
