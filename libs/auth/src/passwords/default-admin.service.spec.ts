import type { User } from '@app/contracts';
import { ControlChanges, UserRepository } from '@app/persistence';
import { TESTER } from '../../../common/src/testing/actors';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { writeControl } from '../../../persistence/src/testing/write-control';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { DefaultAdminService } from './default-admin.service';
import { verifyPassword } from './password-hash';

describe('DefaultAdminService', () => {
  let temporary: TemporaryDatabase;
  let clock: ManualClock;
  let users: UserRepository;
  let admin: DefaultAdminService;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clock = new ManualClock();
    users = new UserRepository(temporary.database);
    admin = new DefaultAdminService(users, new ControlChanges(temporary.database, clock), clock);
  });
  afterEach(() => temporary.remove());

  const create = (user: User): Promise<void> =>
    writeControl(temporary.database, (transaction) => users.create(transaction, user));
  const someone = (fields: Partial<User>): User => ({
    id: 'someone',
    username: 'someone',
    passwordHash: 'their own',
    role: 'viewer',
    isEnabled: true,
    mustChangePassword: false,
    sessionVersion: 7,
    passwordChangedAt: 1,
    lastLoginAt: null,
    createdAt: 1,
    version: 1,
    ...fields,
  });
  const onlyUser = async (): Promise<User> => {
    const [user, ...others] = await users.list();
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
    await create(boss);
    await admin.seed();
    await expect(onlyUser()).resolves.toEqual(boss);
  });

  it('creates it beside users who are no administrators', async () => {
    const viewer = someone({});
    await create(viewer);
    await admin.seed();
    await expect(users.findById('someone')).resolves.toEqual(viewer);
    await expect(users.countAdmins()).resolves.toBe(1);
  });

  it('restores the login and ends the sessions of the one who had it', async () => {
    const had = someone({ id: 'first', username: 'admin', role: 'viewer', isEnabled: false });
    await create(had);
    clock.advance(1_000);
    await expect(admin.reset(TESTER)).resolves.toEqual({ username: 'admin', password: 'admin123' });
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
    await admin.reset(TESTER);
    const before = (await onlyUser()).passwordHash;
    await admin.reset(TESTER);
    expect((await onlyUser()).passwordHash).not.toBe(before);
  });
});
