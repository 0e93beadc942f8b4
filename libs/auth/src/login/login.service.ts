import { Injectable } from '@nestjs/common';
import { UserRepository } from '@app/persistence';
import { DEFAULT_PASSWORD } from '../passwords/password-rules';
import { Passwords } from '../passwords/passwords.service';
import type { StartedSession, Visitor } from '../sessions/session.service';
import { usernameOf } from '../users/username';
import { DefaultPasswordFromPublicAddressError, WrongLoginError } from './login.errors';
import { LoginRecords } from './login-records';
import { LoginThrottle } from './login-throttle';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface LoginVisitor extends Visitor {
  /** On this machine or in one of its private networks, as far as can be told for sure. */
  readonly isNear: boolean;
}

/** Lets people in. */
@Injectable()
export class LoginService {
  constructor(
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly records: LoginRecords,
  ) {}

  /** @throws WrongLoginError, TooManyLoginsError, DefaultPasswordFromPublicAddressError, TemporarilyUnavailableError */
  async logIn(credentials: Credentials, visitor: LoginVisitor): Promise<StartedSession> {
    const username = usernameOf(credentials.username);
    await this.throttle.admit(username, visitor.address);
    const user = await this.users.findByUsername(username);
    // Every refusal below takes as long as any other: the check of a password, then a line in the audit log.
    const isRight = await this.passwords.verify(credentials.password, user?.passwordHash);
    if (!user?.isEnabled || !isRight) {
      await this.records.failed(user, visitor, 'wrong_login');
      throw new WrongLoginError();
    }
    if (credentials.password === DEFAULT_PASSWORD && !visitor.isNear) {
      await this.records.failed(user, visitor, 'default_password_from_public_address');
      throw new DefaultPasswordFromPublicAddressError();
    }
    this.throttle.succeeded(username, visitor.address);
    return this.records.succeeded(user, visitor);
  }
}
