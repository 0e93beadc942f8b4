import { KeyRing } from '@app/common';
import type { AuditEntry, User, UserRole } from '@app/contracts';
import { AuditRepository, ControlChanges, SessionRepository, UserRepository } from '@app/persistence';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import type { LoginVisitor } from '../login/login.service';
import { Passwords } from '../passwords/passwords.service';
import { SessionTokens } from '../sessions/session-tokens.service';
import { SessionService, type StartedSession } from '../sessions/session.service';
import { UserService } from '../users/user.service';

export const PASSWORD = 'correct horse battery';
export const VISITOR: LoginVisitor = { address: '127.0.0.1', userAgent: 'spec', requestId: 'request-1', isNear: true };
const SECRET = Buffer.from('a secret of thirty-two bytes, ok');

/** Users and sessions on a real database, by a clock that stands still. */
export class AuthBed {
  readonly clock = new ManualClock();
  readonly passwords = new Passwords();
  readonly users: UserRepository;
  readonly sessionRecords: SessionRepository;
  readonly changes: ControlChanges;
  readonly sessions: SessionService;
  readonly userService: UserService;

  private constructor(private readonly temporary: TemporaryDatabase) {
    const { database } = temporary;
    this.users = new UserRepository(database);
    this.sessionRecords = new SessionRepository(database);
    this.changes = new ControlChanges(database, this.clock);
    this.sessions = this.process();
    this.userService = new UserService(this.users, this.changes, this.sessions, this.passwords, this.clock);
  }

  static async open(): Promise<AuthBed> {
    return new AuthBed(await temporaryDatabase());
  }

  /** Sessions as another process of the same installation sees them. */
  process(): SessionService {
    const tokens = new SessionTokens(KeyRing.of(SECRET));
    return new SessionService(this.sessionRecords, this.users, tokens, this.clock);
  }

  /** A user who need not change the password. */
  async addUser(username: string, role: UserRole = 'viewer'): Promise<User> {
    const { user } = await this.userService.create(TESTER, { username, role, password: PASSWORD });
    const ready = { ...user, mustChangePassword: false };
    await this.changes.make(TESTER, async (transaction) => {
      await this.users.update(transaction, ready);
      return { result: undefined, audit: [] };
    });
    return { ...ready, version: 2 };
  }

  logIn(user: User): Promise<StartedSession> {
    return this.changes.make(TESTER, async (transaction) => ({
      result: await this.sessions.start(transaction, user, VISITOR),
      audit: [],
    }));
  }

  /** What the audit log says, newest first. */
  audited(): Promise<AuditEntry[]> {
    return new AuditRepository(this.temporary.database).list({}, 1_000);
  }

  async close(): Promise<void> {
    await this.temporary.remove();
  }
}
