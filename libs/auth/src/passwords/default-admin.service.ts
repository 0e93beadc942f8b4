import { Inject, Injectable } from '@nestjs/common';
import { Clock, SYSTEM_ACTOR, uuidV7 } from '@app/common';
import { ConfigError, GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import type { Actor, User } from '@app/contracts';
import { ControlChanges, UserRepository, type ControlTransaction } from '@app/persistence';
import { SessionService } from '../sessions/session.service';
import { userEntry } from '../users/shown-user';
import { WeakPasswordError } from './password.errors';
import { hashPassword, verifyPassword } from './password-hash';
import { checkNewPassword, DEFAULT_PASSWORD } from './password-rules';

const USERNAME = 'admin';
const FIRST_PASSWORD = 'LLM_PROXY__ADMIN_PASSWORD';

type NewLogin = Pick<User, 'passwordHash' | 'mustChangePassword'>;

/** The login every installation starts with, and falls back to. */
@Injectable()
export class DefaultAdminService {
  constructor(
    private readonly users: UserRepository,
    private readonly changes: ControlChanges,
    private readonly sessions: SessionService,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'adminPassword'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Creates the admin at the first start; leaves existing users alone. @throws ConfigError when the configured password is weak */
  async seed(): Promise<void> {
    if ((await this.users.countAdmins()) > 0) return;
    const { adminPassword } = this.config;
    if (adminPassword !== undefined) refuseWeak(adminPassword);
    const login: NewLogin = {
      passwordHash: await hashPassword(adminPassword ?? DEFAULT_PASSWORD),
      mustChangePassword: adminPassword === undefined,
    };
    await this.changes.make(SYSTEM_ACTOR, async (transaction) => {
      const users = await this.users.list(transaction);
      // Another process of the same installation was faster.
      if (users.some(({ role }) => role === 'admin')) return { result: undefined, audit: [] };
      const existing = users.find(({ username }) => username === USERNAME);
      const user = await this.write(transaction, existing ?? null, login);
      return { result: undefined, audit: [userEntry('user.create', existing ?? null, user)] };
    });
  }

  /** Restores the default login, ends the admin's sessions, and returns what to log in with. */
  async reset(actor: Actor): Promise<{ username: string; password: string }> {
    const login: NewLogin = { passwordHash: await hashPassword(DEFAULT_PASSWORD), mustChangePassword: true };
    await this.changes.make(actor, async (transaction) => {
      const existing = await this.users.findByUsername(USERNAME, transaction);
      const user = await this.write(transaction, existing, login);
      return { result: undefined, audit: [userEntry('user.reset_admin', existing, user)] };
    });
    this.sessions.forget();
    return { username: USERNAME, password: DEFAULT_PASSWORD };
  }

  /** Whether anybody who can reach the dashboard from nearby could log in with what the README says. */
  async isActive(): Promise<boolean> {
    const user = await this.users.findByUsername(USERNAME);
    return user?.mustChangePassword === true && verifyPassword(DEFAULT_PASSWORD, user.passwordHash);
  }

  private async write(transaction: ControlTransaction, existing: User | null, login: NewLogin): Promise<User> {
    const now = this.clock.now();
    const user: User = {
      ...{ id: existing?.id ?? uuidV7(now), username: USERNAME, role: 'admin', isEnabled: true, ...login },
      ...{ sessionVersion: (existing?.sessionVersion ?? 0) + 1, passwordChangedAt: now },
      ...{ lastLoginAt: existing?.lastLoginAt ?? null, createdAt: existing?.createdAt ?? now },
      version: existing?.version ?? 1,
    };
    if (!existing) {
      await this.users.create(transaction, user);
      return user;
    }
    await this.users.update(transaction, user);
    await this.sessions.endAllOf(transaction, user.id);
    return { ...user, version: user.version + 1 };
  }
}

function refuseWeak(password: string): void {
  try {
    checkNewPassword(USERNAME, password, FIRST_PASSWORD);
  } catch (error) {
    if (!(error instanceof WeakPasswordError)) throw error;
    throw new ConfigError([`${FIRST_PASSWORD} will not do: ${error.message}`]);
  }
}
