import type { UserRole } from '../domain/user';

/** A dashboard login, as administrators see it. Times are epoch milliseconds. */
export interface UserView {
  readonly id: string;
  readonly username: string;
  readonly role: UserRole;
  readonly isEnabled: boolean;
  /** The next login has to change the password first. */
  readonly mustChangePassword: boolean;
  readonly passwordChangedAt: number | null;
  /** null before the first login. */
  readonly lastLoginAt: number | null;
  readonly createdAt: number;
  /** What the ETag is made of. */
  readonly version: number;
}

/** A user in the list. */
export interface ListedUser extends UserView {
  /** Logins that go on. */
  readonly sessions: number;
}

/** In order of username. */
export interface UserList {
  readonly items: readonly ListedUser[];
}

/** A user with a new password. */
export interface IssuedLoginView extends UserView {
  /** Shown this once; null when the request named a password. */
  readonly oneTimePassword: string | null;
}

export interface CreateUserRequest {
  /** 1 to 64 letters, digits, or . _ @ + - */
  readonly username: string;
  readonly role: UserRole;
  /** To be changed at the first login; left out: one is made. */
  readonly password?: string;
}

/** What is left out stays. A change ends all sessions of the user. */
export interface UpdateUserRequest {
  readonly role?: UserRole;
  readonly isEnabled?: boolean;
}

/** Ends all sessions of the user. */
export interface ResetPasswordRequest {
  /** To be changed at the next login; left out: one is made. */
  readonly password?: string;
}
