export type UserRole = 'admin' | 'viewer';

/** A dashboard login. */
export interface User {
  readonly id: string;
  readonly username: string;
  /** PHC string of argon2id. */
  readonly passwordHash: string;
  readonly role: UserRole;
  readonly isEnabled: boolean;
  readonly mustChangePassword: boolean;
  /** Raised to end every session of this user. */
  readonly sessionVersion: number;
  readonly passwordChangedAt: number | null;
  /** Epoch milliseconds; null before the first login. */
  readonly lastLoginAt: number | null;
  readonly createdAt: number;
  /** Raised with every change; what an ETag is made of. */
  readonly version: number;
}
