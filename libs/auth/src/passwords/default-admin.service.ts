import { Inject, Injectable } from '@nestjs/common';
import { Clock, SYSTEM_ACTOR, uuidV7 } from '@app/common';
import type { Actor, AuditedChange, User } from '@app/contracts';
import { ControlChanges, UserRepository } from '@app/persistence';
import { hashPassword } from './password-hash';

const USERNAME = 'admin';
/** Can do nothing but be changed; see README, "First login". */
const PASSWORD = 'admin123';

/** The login every installation starts with, and falls back to. */
@Injectable()
export class DefaultAdminService {
  constructor(
    private readonly users: UserRepository,
    private readonly changes: ControlChanges,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Creates the admin at the first start; leaves existing users alone. */
  async seed(): Promise<void> {
    if ((await this.users.countAdmins()) === 0) await this.reset(SYSTEM_ACTOR);
  }

  /** Restores the default login, ends the admin's sessions, and returns what to log in with. */
  async reset(actor: Actor): Promise<{ username: string; password: string }> {
    const passwordHash = await hashPassword(PASSWORD);
    await this.changes.make(actor, async (transaction) => {
      const existing = await this.users.findByUsername(USERNAME, transaction);
      const now = this.clock.now();
      const user: User = {
        ...{ id: existing?.id ?? uuidV7(now), username: USERNAME, passwordHash, role: 'admin', isEnabled: true },
        ...{ mustChangePassword: true, sessionVersion: (existing?.sessionVersion ?? 0) + 1, passwordChangedAt: now },
        ...{ lastLoginAt: existing?.lastLoginAt ?? null, createdAt: existing?.createdAt ?? now },
        version: existing?.version ?? 1,
      };
      if (existing) await this.users.update(transaction, user);
      else await this.users.create(transaction, user);
      return { result: undefined, audit: [resetEntry(user.id)] };
    });
    return { username: USERNAME, password: PASSWORD };
  }
}

function resetEntry(entityId: string): AuditedChange {
  const after = { role: 'admin', isEnabled: true, mustChangePassword: true };
  return { action: 'user.reset_admin', entity: 'user', entityId, entityName: USERNAME, before: null, after };
}
