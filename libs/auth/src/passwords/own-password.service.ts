import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Clock } from '@app/common';
import type { Actor, User } from '@app/contracts';
import { ControlChanges, StaleVersionError, UserRepository } from '@app/persistence';
import { LoginRequiredError } from '../sessions/session.errors';
import { SessionService, type SessionIdentity, type StartedSession, type Visitor } from '../sessions/session.service';
import { userEntry } from '../users/shown-user';
import { checkNewPassword } from './password-rules';
import { TooManyGuessesError, WeakPasswordError, WrongPasswordError } from './password.errors';
import { Passwords } from './passwords.service';

/** Whoever finds a browser logged in shall not find out the password too. */
const WRONG_GUESSES = { points: 5, duration: 15 * 60 };

export interface PasswordChange {
  readonly current: string;
  readonly new: string;
}

/** People change their own password; that ends all their sessions and begins a new one. */
@Injectable()
export class OwnPasswordService {
  private readonly guesses = new RateLimiterMemory(WRONG_GUESSES);

  constructor(
    private readonly users: UserRepository,
    private readonly changes: ControlChanges,
    private readonly sessions: SessionService,
    private readonly passwords: Passwords,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws WeakPasswordError, WrongPasswordError, StaleVersionError when another change was faster */
  async change(
    actor: Actor,
    { session, user: { id, username } }: SessionIdentity,
    { current, new: next }: PasswordChange,
    visitor: Visitor,
  ): Promise<StartedSession> {
    checkNewPassword(username, next, 'new');
    if (next === current) throw new WeakPasswordError('The new password is the current one.', 'new');
    const user = await this.users.findById(id);
    if (user?.sessionVersion !== session.sessionVersion) throw new LoginRequiredError();
    await this.checkCurrent(user, current);
    const passwordHash = await this.passwords.hash(next);
    const started = await this.changes.make(actor, async (transaction) => {
      const before = await this.users.findById(id, transaction);
      // What was checked above is the password of that version.
      if (before?.version !== user.version) throw new StaleVersionError();
      const wanted: User = {
        ...{ ...before, passwordHash, mustChangePassword: false, passwordChangedAt: this.clock.now() },
        sessionVersion: before.sessionVersion + 1,
      };
      await this.users.update(transaction, wanted);
      await this.sessions.endAllOf(transaction, id);
      const after = { ...wanted, version: before.version + 1 };
      const result = await this.sessions.start(transaction, after, visitor);
      return { result, audit: [userEntry('user.change_password', before, after)] };
    });
    this.sessions.forget();
    await this.guesses.delete(id);
    return started;
  }

  private async checkCurrent({ id, passwordHash }: User, current: string): Promise<void> {
    const { consumedPoints = 0, msBeforeNext = 0 } = (await this.guesses.get(id)) ?? {};
    if (consumedPoints >= WRONG_GUESSES.points) throw new TooManyGuessesError(Math.ceil(msBeforeNext / 1_000));
    if (await this.passwords.verify(current, passwordHash)) return;
    await this.guesses.penalty(id);
    throw new WrongPasswordError();
  }
}
