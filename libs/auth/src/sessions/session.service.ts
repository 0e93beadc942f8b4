import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock, TemporarilyUnavailableError } from '@app/common';
import type { Session, User } from '@app/contracts';
import { SessionRepository, UserRepository, type ControlTransaction } from '@app/persistence';
import { SessionTokens } from './session-tokens.service';

const MINUTE_MS = 60_000;
const IDLE_MS = 30 * MINUTE_MS;
const LONGEST_MS = 12 * 60 * MINUTE_MS;
/** How long a look-up may be remembered: the longest that a session ended by another process still works. */
const REMEMBER_MS = 1_000;
const MAX_REMEMBERED = 10_000;
const ID_BYTES = 16;
const MAX_USER_AGENT_CHARS = 200;

/** Who is logged in, and since when. */
export interface SessionIdentity {
  readonly session: Session;
  readonly user: User;
}

/** Where somebody comes from. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string;
  readonly requestId: string | null;
}

export interface StartedSession extends SessionIdentity {
  /** Belongs into a cookie and nowhere else. */
  readonly token: string;
}

/** Begins sessions, tells whose one is, and ends them. The record in the database decides; a token only names it. */
@Injectable()
export class SessionService {
  private readonly remembered: LRUCache<string, SessionIdentity>;
  /** Raised whenever sessions end, so that a look-up under way is not remembered. */
  private endings = 0;
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly tokens: SessionTokens,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    const perf = { now: () => clock.monotonicMs() };
    this.remembered = new LRUCache({
      max: MAX_REMEMBERED,
      ttl: REMEMBER_MS,
      perf,
      ttlResolution: 0,
      noUpdateTTL: true,
    });
  }

  /** In the transaction that says in the audit log why. */
  async start(transaction: ControlTransaction, user: User, visitor: Visitor): Promise<StartedSession> {
    const now = this.clock.now();
    const session: Session = {
      ...{ id: randomBytes(ID_BYTES).toString('base64url'), userId: user.id, sessionVersion: user.sessionVersion },
      ...{ createdAt: now, expiresAt: now + LONGEST_MS, lastSeenAt: now, address: visitor.address },
      userAgent: visitor.userAgent.slice(0, MAX_USER_AGENT_CHARS),
    };
    await this.sessions.create(session, transaction);
    const { id: sessionId, userId, sessionVersion, expiresAt } = session;
    return { session, user, token: this.tokens.sign({ sessionId, userId, sessionVersion, expiresAt }) };
  }

  /** Whose session the token names, or undefined when it names none that goes on. @throws TemporarilyUnavailableError when the store cannot be asked */
  async identify(token: string): Promise<SessionIdentity | undefined> {
    const claims = this.tokens.read(token);
    if (!claims || claims.expiresAt <= this.clock.now()) return undefined;
    const identity = this.remembered.get(claims.sessionId) ?? (await this.find(claims.sessionId));
    if (!identity || !this.goesOn(identity) || identity.session.sessionVersion !== claims.sessionVersion)
      return undefined;
    return identity.user.id === claims.userId ? this.noteUse(identity) : undefined;
  }

  /** Asks the database, for those who hold a session open longer than a request. */
  async isStillAllowed(sessionId: string): Promise<boolean> {
    const identity = await this.find(sessionId);
    return identity !== undefined && this.goesOn(identity);
  }

  /** Those that go on, the one used last first. */
  async listOf(user: User): Promise<Session[]> {
    const sessions = await this.sessions.listOf(user.id);
    return sessions.filter((session) => this.goesOn({ session, user }));
  }

  /** In the transaction of what ends them; `forget` has to follow it. */
  endAllOf(transaction: ControlTransaction, userId: string): Promise<void> {
    return this.sessions.removeOf(userId, transaction);
  }

  /** What is remembered of sessions no longer holds; called after each change that ends any. */
  forget(): void {
    this.endings += 1;
    this.remembered.clear();
    for (const watcher of this.watchers) watcher();
  }

  /** Calls back whenever sessions may have ended in this process, until the returned function is called. */
  watchEndings(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => {
      this.watchers.delete(watcher);
    };
  }

  /** Returns how many records of ended sessions are gone. */
  sweep(): Promise<number> {
    const now = this.clock.now();
    return this.sessions.removeEnded(now, now - IDLE_MS);
  }

  private async find(id: string): Promise<SessionIdentity | undefined> {
    const endings = this.endings;
    try {
      const session = await this.sessions.find(id);
      const user = session && (await this.users.findById(session.userId));
      if (!user) return undefined;
      const identity = { session, user };
      if (endings === this.endings) this.remembered.set(id, identity);
      return identity;
    } catch (cause) {
      throw new TemporarilyUnavailableError('The store of sessions', 'auth_unavailable', { cause });
    }
  }

  private goesOn({ session, user }: SessionIdentity): boolean {
    const now = this.clock.now();
    const isFresh = session.expiresAt > now && session.lastSeenAt + IDLE_MS > now;
    return isFresh && user.isEnabled && user.sessionVersion === session.sessionVersion;
  }

  /** Once a minute at most: a dashboard asks several times a second. */
  private async noteUse(identity: SessionIdentity): Promise<SessionIdentity> {
    const now = this.clock.now();
    const { session, user } = identity;
    if (now - session.lastSeenAt < MINUTE_MS) return identity;
    const seen = { session: { ...session, lastSeenAt: now }, user };
    if (this.remembered.has(session.id)) this.remembered.set(session.id, seen);
    // A database that takes no writes for a while must not log anybody out.
    await this.sessions.noteUse(session.id, now).catch(() => undefined);
    return seen;
  }
}
