import { ConfigError } from '@app/config';
import type { User } from '@app/contracts';
import { TESTER } from '../../../common/src/testing/actors';
import { AuthBed, PASSWORD } from '../testing/auth-bed';
import { DefaultAdminService } from './default-admin.service';

describe('DefaultAdminService', () => {
  let bed: AuthBed;
  beforeEach(async () => {
    bed = await AuthBed.open();
  });
  afterEach(async () => {
    await bed.close();
  });

  const service = (adminPassword?: string): DefaultAdminService =>
    new DefaultAdminService(bed.users, bed.changes, bed.sessions, { adminPassword }, bed.clock);
  const onlyUser = async (): Promise<User> => {
    const [user, ...others] = await bed.users.list();
    if (!user || others.length > 0) throw new Error('Expected one user.');
    return user;
  };
  const hasPassword = async (password: string): Promise<boolean> =>
    bed.passwords.verify(password, (await bed.users.findByUsername('admin'))?.passwordHash);

  describe('seed', () => {
    it('creates a login at the first start that has to be changed', async () => {
      await service().seed();
      await expect(onlyUser()).resolves.toMatchObject({
        ...{
          username: 'admin',
          role: 'admin',
          isEnabled: true,
          mustChangePassword: true,
          sessionVersion: 1,
          version: 1,
        },
        ...{ passwordChangedAt: bed.clock.now(), lastLoginAt: null, createdAt: bed.clock.now() },
      });
      await expect(hasPassword('admin123')).resolves.toBe(true);
      expect(await bed.audited()).toMatchObject([
        { action: 'user.create', actor: { kind: 'system' }, entityName: 'admin' },
      ]);
    });

    it('takes the configured password, which need not be changed', async () => {
      await service(PASSWORD).seed();
      await expect(onlyUser()).resolves.toMatchObject({ mustChangePassword: false });
      await expect(hasPassword(PASSWORD)).resolves.toBe(true);
      await expect(service().isActive()).resolves.toBe(false);
    });

    it.each(['admin123', 'short', 'adminadminadmin', 'x'.repeat(300)])(
      'stops the start for %j, without repeating it',
      async (password) => {
        const seeding = service(password).seed();
        await expect(seeding).rejects.toBeInstanceOf(ConfigError);
        await expect(seeding).rejects.toThrow(/LLM_PROXY__ADMIN_PASSWORD will not do/);
        await expect(seeding).rejects.not.toThrow(new RegExp(`"${password}"`));
        await expect(bed.users.list()).resolves.toEqual([]);
      },
    );

    it.each([
      ['with a password of its own', 'admin', true],
      ['of another name', 'boss', true],
      ['that is disabled', 'boss', false],
    ])('leaves an administrator alone %s', async (_, name, isEnabled) => {
      const { user } = await bed.userService.create(TESTER, { username: name, role: 'admin', password: PASSWORD });
      await bed.changes.make(TESTER, async (transaction) => {
        await bed.users.update(transaction, { ...user, isEnabled });
        return { result: undefined, audit: [] };
      });
      const before = await onlyUser();
      await service().seed();
      await service('weak').seed();
      await expect(onlyUser()).resolves.toEqual(before);
    });

    it('creates it beside users who are no administrators', async () => {
      const viewer = await bed.addUser('mia');
      await service().seed();
      await expect(bed.users.findById(viewer.id)).resolves.toEqual(viewer);
      await expect(bed.users.countAdmins()).resolves.toBe(1);
    });

    it('makes the viewer called admin one', async () => {
      const { id } = await bed.addUser('admin');
      await service().seed();
      await expect(onlyUser()).resolves.toMatchObject({
        id,
        role: 'admin',
        mustChangePassword: true,
        sessionVersion: 2,
      });
    });

    it('happens once when several start at once', async () => {
      await Promise.all([service(PASSWORD), service(), service()].map((one) => one.seed()));
      await expect(bed.audited()).resolves.toHaveLength(1);
      await expect(onlyUser()).resolves.toMatchObject({ version: 1 });
    });
  });

  describe('reset', () => {
    it('restores the login and ends the sessions of the one who had it', async () => {
      const had = await bed.addUser('admin');
      const { token } = await bed.logIn(had);
      bed.clock.advance(1_000);
      await expect(service(PASSWORD).reset(TESTER)).resolves.toEqual({ username: 'admin', password: 'admin123' });
      await expect(onlyUser()).resolves.toMatchObject({
        ...{ id: had.id, role: 'admin', isEnabled: true, mustChangePassword: true, sessionVersion: 2, version: 3 },
        ...{ createdAt: had.createdAt, passwordChangedAt: bed.clock.now() },
      });
      await expect(hasPassword('admin123')).resolves.toBe(true);
      await expect(service().isActive()).resolves.toBe(true);
      await expect(bed.sessions.identify(token)).resolves.toBeUndefined();
      expect((await bed.audited())[0]).toMatchObject({ action: 'user.reset_admin', actor: { name: 'tester' } });
    });

    it('makes the login where there is none, and salts it anew each time', async () => {
      await expect(service().isActive()).resolves.toBe(false);
      await service().reset(TESTER);
      const before = await onlyUser();
      await service().reset(TESTER);
      expect((await onlyUser()).passwordHash).not.toBe(before.passwordHash);
    });
  });
});
