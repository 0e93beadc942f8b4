import type { User } from '@app/contracts';
import type { UserRepository } from '@app/persistence';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { DefaultAdminService } from './default-admin.service';
import { verifyPassword } from './password-hash';

type AskedOfStore = Pick<UserRepository, 'upsert' | 'findByUsername' | 'countAdmins'>;

class MemoryUsers implements AskedOfStore {
  readonly users = new Map<string, User>();

  async upsert(user: User): Promise<void> {
    this.users.set(user.id, user);
  }

  async findByUsername(username: string): Promise<User | null> {
    return [...this.users.values()].find((user) => user.username === username) ?? null;
  }

  async countAdmins(): Promise<number> {
    return [...this.users.values()].filter(({ role }) => role === 'admin').length;
  }
}

describe('DefaultAdminService', () => {
  let clock: ManualClock;
  let store: MemoryUsers;
  let admin: DefaultAdminService;
  beforeEach(() => {
    clock = new ManualClock();
    store = new MemoryUsers();
    const users: AskedOfStore = store;
    admin = new DefaultAdminService(users as UserRepository, clock);
  });

  const someone = (fields: Partial<User>): User => ({
    id: 'someone',
    username: 'someone',
    passwordHash: 'their own',
    role: 'viewer',
    isEnabled: true,
    mustChangePassword: false,
    sessionVersion: 7,
    passwordChangedAt: 1,
    createdAt: 1,
    ...fields,
  });
  const onlyUser = async (): Promise<User> => {
    const [user, ...others] = store.users.values();
    if (!user || others.length > 0) throw new Error('Expected one user.');
    return user;
  };

  it('creates a login at the first start that has to be changed', async () => {
    await admin.seed();
    const user = await onlyUser();
    expect(user).toMatchObject({
      username: 'admin',
      role: 'admin',
      isEnabled: true,
      mustChangePassword: true,
      sessionVersion: 1,
      passwordChangedAt: clock.now(),
      createdAt: clock.now(),
    });
    await expect(verifyPassword('admin123', user.passwordHash)).resolves.toBe(true);
  });

  it.each([
    ['with a password of its own', { username: 'admin' }],
    ['of another name', { username: 'boss' }],
    ['that is disabled', { username: 'boss', isEnabled: false }],
  ])('leaves an administrator alone %s', async (_, fields) => {
    const boss = someone({ role: 'admin', ...fields });
    await store.upsert(boss);
    await admin.seed();
    await expect(onlyUser()).resolves.toBe(boss);
  });

  it('creates it beside users who are no administrators', async () => {
    const viewer = someone({});
    await store.upsert(viewer);
    await admin.seed();
    expect(store.users.get('someone')).toBe(viewer);
    await expect(store.countAdmins()).resolves.toBe(1);
  });

  it('restores the login and ends the sessions of the one who had it', async () => {
    const had = someone({ id: 'first', username: 'admin', role: 'viewer', isEnabled: false });
    await store.upsert(had);
    clock.advance(1_000);
    await expect(admin.reset()).resolves.toEqual({ username: 'admin', password: 'admin123' });
    const user = await onlyUser();
    expect(user).toMatchObject({
      id: 'first',
      role: 'admin',
      isEnabled: true,
      mustChangePassword: true,
      sessionVersion: 8,
      createdAt: 1,
      passwordChangedAt: clock.now(),
    });
    await expect(verifyPassword('admin123', user.passwordHash)).resolves.toBe(true);
  });

  it('salts the same password anew each time', async () => {
    await admin.reset();
    const before = (await onlyUser()).passwordHash;
    await admin.reset();
    expect((await onlyUser()).passwordHash).not.toBe(before);
  });
});
