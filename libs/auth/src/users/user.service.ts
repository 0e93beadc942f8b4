import { Inject, Injectable } from '@nestjs/common';
import { Clock, uuidV7 } from '@app/common';
import type { Actor, User, UserRole } from '@app/contracts';
import { ControlChanges, StaleVersionError, UserRepository } from '@app/persistence';
import type { ChangeOptions, ControlTransaction } from '@app/persistence';
import { checkNewPassword, oneTimePassword } from '../passwords/password-rules';
import { Passwords } from '../passwords/passwords.service';
import { SessionService } from '../sessions/session.service';
import { userEntry } from './shown-user';
import { LastAdminError, UnknownUserError } from './user.errors';
import { checkedUsername, usernameOf } from './username';

export interface NewUser {
  readonly username: string;
  readonly role: UserRole;
  /** Left out: one is made, to be used once. */
  readonly password?: string | undefined;
}

export interface UserChange {
  readonly role?: UserRole | undefined;
  readonly isEnabled?: boolean | undefined;
}

/** A user with a new password, which is told this once when it was made here. */
export interface IssuedLogin {
  readonly user: User;
  readonly oneTimePassword: string | null;
}

/** Who may log in, and as what. Whatever touches rights or a password ends all sessions of that user. */
@Injectable()
export class UserService {
  constructor(
    private readonly users: UserRepository,
    private readonly changes: ControlChanges,
    private readonly sessions: SessionService,
    private readonly passwords: Passwords,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In order of username. */
  list(): Promise<User[]> {
    return this.users.list();
  }

  /** @throws UnknownUserError */
  async find(id: string): Promise<User> {
    return found(await this.users.findById(id), id);
  }

  /** @throws UnknownUserError */
  async findByName(username: string): Promise<User> {
    return found(await this.users.findByUsername(usernameOf(username)), username);
  }

  /** The password has to be changed at the first login. @throws InvalidRequestError, WeakPasswordError, DuplicateNameError */
  async create(actor: Actor, { username: asked, role, password }: NewUser): Promise<IssuedLogin> {
    const username = checkedUsername(asked);
    const issued = await this.issue(username, password);
    const now = this.clock.now();
    const user: User = {
      ...{ id: uuidV7(now), username, passwordHash: issued.hash, role, isEnabled: true, mustChangePassword: true },
      ...{ sessionVersion: 1, passwordChangedAt: now, lastLoginAt: null, createdAt: now, version: 1 },
    };
    await this.changes.make(actor, async (transaction) => {
      await this.users.create(transaction, user);
      return { result: undefined, audit: [userEntry('user.create', null, user)] };
    });
    return { user, oneTimePassword: issued.oneTimePassword };
  }

  /** @throws UnknownUserError, StaleVersionError, LastAdminError */
  update(actor: Actor, id: string, { role, isEnabled }: UserChange, options: ChangeOptions = {}): Promise<User> {
    return this.change(actor, id, 'user.update', options, (user) => {
      const wanted = { role: role ?? user.role, isEnabled: isEnabled ?? user.isEnabled };
      const isSame = wanted.role === user.role && wanted.isEnabled === user.isEnabled;
      return isSame ? user : { ...user, ...wanted };
    });
  }

  /** It has to be changed at the next login. @throws UnknownUserError, StaleVersionError, WeakPasswordError */
  async resetPassword(
    actor: Actor,
    id: string,
    password: string | undefined,
    options: ChangeOptions = {},
  ): Promise<IssuedLogin> {
    const { username } = await this.find(id);
    const issued = await this.issue(username, password);
    const passwordChangedAt = this.clock.now();
    const user = await this.change(actor, id, 'user.reset_password', options, (before) => ({
      ...{ ...before, passwordHash: issued.hash, mustChangePassword: true, passwordChangedAt },
    }));
    return { user, oneTimePassword: issued.oneTimePassword };
  }

  /** @throws UnknownUserError, StaleVersionError, LastAdminError */
  async remove(actor: Actor, id: string, options: ChangeOptions = {}): Promise<void> {
    await this.changes.make(actor, async (transaction) => {
      const user = await this.changeable(transaction, id, options);
      await this.refuseWithoutAdmin(transaction, user, undefined);
      await this.sessions.endAllOf(transaction, id);
      await this.users.remove(transaction, user);
      return { result: undefined, audit: [userEntry('user.remove', user, null)] };
    });
    this.sessions.forget();
  }

  /** Logs the user out everywhere. @throws UnknownUserError */
  async endSessions(actor: Actor, id: string): Promise<void> {
    await this.changes.make(actor, async (transaction) => {
      const user = await this.changeable(transaction, id, {});
      await this.sessions.endAllOf(transaction, id);
      return {
        result: undefined,
        audit: [{ ...userEntry('user.end_sessions', user, user), before: null, after: null }],
      };
    });
    this.sessions.forget();
  }

  private async change(
    actor: Actor,
    id: string,
    action: string,
    options: ChangeOptions,
    changed: (user: User) => User,
  ): Promise<User> {
    const after = await this.changes.make(actor, async (transaction) => {
      const user = await this.changeable(transaction, id, options);
      const wanted = changed(user);
      if (wanted === user) return { result: user, audit: [] };
      await this.refuseWithoutAdmin(transaction, user, wanted);
      const next = { ...wanted, sessionVersion: user.sessionVersion + 1 };
      await this.users.update(transaction, next);
      await this.sessions.endAllOf(transaction, id);
      const stored = { ...next, version: user.version + 1 };
      return { result: stored, audit: [userEntry(action, user, stored)] };
    });
    this.sessions.forget();
    return after;
  }

  private async changeable(transaction: ControlTransaction, id: string, options: ChangeOptions): Promise<User> {
    const user = found(await this.users.findById(id, transaction), id);
    if (options.expectedVersion !== undefined && options.expectedVersion !== user.version)
      throw new StaleVersionError();
    return user;
  }

  /** Inside the transaction: two administrators who remove each other at once must not both succeed. */
  private async refuseWithoutAdmin(
    transaction: ControlTransaction,
    user: User,
    wanted: User | undefined,
  ): Promise<void> {
    if (!isActiveAdmin(user) || (wanted && isActiveAdmin(wanted))) return;
    const admins = (await this.users.list(transaction)).filter(isActiveAdmin);
    if (admins.length <= 1) throw new LastAdminError(user.username);
  }

  private async issue(
    username: string,
    password: string | undefined,
  ): Promise<{ hash: string; oneTimePassword: string | null }> {
    if (password !== undefined) checkNewPassword(username, password, 'password');
    const made = password === undefined ? oneTimePassword() : null;
    return { hash: await this.passwords.hash(password ?? made ?? ''), oneTimePassword: made };
  }
}

const isActiveAdmin = ({ role, isEnabled }: User): boolean => role === 'admin' && isEnabled;

function found(user: User | null, name: string): User {
  if (!user) throw new UnknownUserError(name);
  return user;
}
