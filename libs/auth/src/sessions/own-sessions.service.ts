import { Injectable } from '@nestjs/common';
import type { Actor, AuditedChange, Session } from '@app/contracts';
import { ControlChanges, SessionRepository } from '@app/persistence';
import { SessionService, type SessionIdentity } from './session.service';
import { UnknownSessionError } from './session.errors';

/** What people do with their own sessions. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly records: SessionRepository,
    private readonly changes: ControlChanges,
    private readonly sessions: SessionService,
  ) {}

  /** Those that go on, the one used last first. */
  list({ user }: SessionIdentity): Promise<Session[]> {
    return this.sessions.listOf(user);
  }

  async logOut(actor: Actor, identity: SessionIdentity): Promise<void> {
    await this.changes.make(actor, async (transaction) => {
      // Somebody may have ended it while this was on its way.
      const isEnded = await this.records.remove(identity.session, transaction);
      return { result: undefined, audit: isEnded ? [entry('session.logout', identity, identity.session.id)] : [] };
    });
    this.sessions.forget();
  }

  /** @throws UnknownSessionError for one that is somebody else's, too */
  async end(actor: Actor, identity: SessionIdentity, id: string): Promise<void> {
    await this.changes.make(actor, async (transaction) => {
      const isEnded = await this.records.remove({ id, userId: identity.user.id }, transaction);
      if (!isEnded) throw new UnknownSessionError();
      return { result: undefined, audit: [entry('session.end', identity, id)] };
    });
    this.sessions.forget();
  }

  /** Logs the user out everywhere else, and returns how many sessions that ended. */
  async endOthers(actor: Actor, identity: SessionIdentity): Promise<number> {
    const ended = await this.changes.make(actor, async (transaction) => {
      const count = await this.records.removeOthers(identity.session, transaction);
      const audit = count > 0 ? [entry('session.end_others', identity, identity.session.id)] : [];
      return { result: count, audit };
    });
    this.sessions.forget();
    return ended;
  }
}

function entry(action: string, { user }: SessionIdentity, entityId: string): AuditedChange {
  return { action, entity: 'session', entityId, entityName: user.username, before: null, after: null };
}
