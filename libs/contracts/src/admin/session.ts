import type { UserRole } from '../domain/user';

/** Who wants in. */
export interface LoginRequest {
  /** In any case: "Admin" is "admin". */
  readonly username: string;
  readonly password: string;
  /** The browser keeps the login when it is closed; it still ends after twelve hours. Off by default. */
  readonly remember?: boolean;
}

/** A new password for oneself. */
export interface ChangePasswordRequest {
  readonly current: string;
  /** Twelve characters or more; not the default one, nor made of the username. */
  readonly new: string;
  /** As at the login: the change begins a new session. */
  readonly remember?: boolean;
}

/** The login of whoever asks. The token itself is in a cookie that pages cannot read. */
export interface SessionView {
  /** Of the session, as in the list of sessions. */
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly role: UserRole;
  /** Nothing but changing the password and logging out works until that is done. */
  readonly mustChangePassword: boolean;
  /** Epoch milliseconds; null where it never was. */
  readonly passwordChangedAt: number | null;
  /** Of this or the last login before. */
  readonly lastLoginAt: number | null;
  /** The session ends then, however much it is used; half an hour without use ends it sooner. */
  readonly expiresAt: number;
  /** IANA name of the zone whose days reports mean where no other is named. */
  readonly reportingZone: string;
  readonly mayUsePlayground: boolean;
  /** Bodies of requests, which are only kept where that is switched on. */
  readonly mayReadBodies: boolean;
  /** Where clients point to, with `/v1`: as the operator says, else as this page was reached. */
  readonly baseUrl: string;
}

/** One login of one's own. */
export interface OwnSession {
  readonly id: string;
  /** The one that asks. */
  readonly isCurrent: boolean;
  readonly createdAt: number;
  /** To the minute. */
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  readonly address: string;
  /** As the browser calls itself. */
  readonly userAgent: string;
}

/** The one used last comes first. */
export interface OwnSessionList {
  readonly items: readonly OwnSession[];
}

/** How many other logins have been ended. */
export interface EndedSessions {
  readonly ended: number;
}
