import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Clock } from '@app/common';
import type { Actor, AuditedChange, User } from '@app/contracts';
import { ControlChanges, UserRepository } from '@app/persistence';
import { SessionService, type StartedSession, type Visitor } from '../sessions/session.service';

/** The audit log never shrinks, so guessing must not fill it. */
const FAILURES_PER_MINUTE = { points: 10, duration: 60 };
/** People type passwords where usernames belong; what is no username of ours is not written down. */
const NOBODY = 'unknown';

export type LoginFailure = 'wrong_login' | 'default_password_from_public_address';

/** Writes down how logins end: a session, or a line in the audit log. */
@Injectable()
export class LoginRecords {
  private readonly failures = new RateLimiterMemory(FAILURES_PER_MINUTE);

  constructor(
    private readonly changes: ControlChanges,
    private readonly users: UserRepository,
    private readonly sessions: SessionService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async succeeded(user: User, visitor: Visitor): Promise<StartedSession> {
    const started = await this.changes.make(visitingActor(user, visitor), async (transaction) => ({
      result: await this.sessions.start(transaction, user, visitor),
      audit: [entryOf('session.login', user, null)],
    }));
    await this.users.noteLogin(user.id, this.clock.now());
    // Each login adds a record, so this is when those that have ended may go.
    await this.sessions.sweep();
    return started;
  }

  async failed(user: User | null, visitor: Visitor, reason: LoginFailure): Promise<void> {
    const hasRoom = await this.failures.consume('all').then(
      () => true,
      () => false,
    );
    if (!hasRoom) return;
    const audit = [entryOf('session.login_failed', user, { reason })];
    await this.changes.make(visitingActor(user, visitor), async () => ({ result: undefined, audit }));
  }
}

function entryOf(action: string, user: User | null, after: AuditedChange['after']): AuditedChange {
  const entityName = user?.username ?? NOBODY;
  return { action, entity: 'session', entityId: user?.id ?? '', entityName, before: null, after };
}

/** Whoever logs in, as they say they are. */
function visitingActor(user: User | null, { address, requestId }: Visitor): Actor {
  const { id = null, username: name = NOBODY, role = null } = user ?? {};
  return { kind: 'user', id, name, role, address, requestId };
}
