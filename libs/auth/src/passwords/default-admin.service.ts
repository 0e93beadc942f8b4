import { Inject, Injectable } from '@nestjs/common';
import { Clock, uuidV7 } from '@app/common';
import { UserRepository } from '@app/persistence';
import { hashPassword } from './password-hash';

const USERNAME = 'admin';
/** Can do nothing but be changed; see README, "First login". */
const PASSWORD = 'admin123';

/** The login every installation starts with, and falls back to. */
@Injectable()
export class DefaultAdminService {
  constructor(
    private readonly users: UserRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Creates the admin at the first start; leaves existing users alone. */
  async seed(): Promise<void> {
    if ((await this.users.countAdmins()) === 0) await this.reset();
  }

  /** Restores the default login, ends the admin's sessions, and returns what to log in with. */
  async reset(): Promise<{ username: string; password: string }> {
    const existing = await this.users.findByUsername(USERNAME);
    const now = this.clock.now();
    await this.users.upsert({
      id: existing?.id ?? uuidV7(now),
      username: USERNAME,
      passwordHash: await hashPassword(PASSWORD),
      role: 'admin',
      isEnabled: true,
      mustChangePassword: true,
      sessionVersion: (existing?.sessionVersion ?? 0) + 1,
      passwordChangedAt: now,
      createdAt: existing?.createdAt ?? now,
    });
    return { username: USERNAME, password: PASSWORD };
  }
}
