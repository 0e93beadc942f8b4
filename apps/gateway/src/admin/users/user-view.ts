import type { IssuedLogin } from '@app/auth';
import type { User } from '@app/contracts';
import type { IssuedLoginView, UserView } from '@app/contracts/admin';

/** Named one by one, so that nothing that is added to a user later shows by itself. */
export function userView(user: User): UserView {
  const { id, username, role, isEnabled, mustChangePassword, passwordChangedAt, lastLoginAt, createdAt, version } =
    user;
  return { id, username, role, isEnabled, mustChangePassword, passwordChangedAt, lastLoginAt, createdAt, version };
}

export function issuedLoginView({ user, oneTimePassword }: IssuedLogin): IssuedLoginView {
  return { ...userView(user), oneTimePassword };
}
