import { TESTER } from '../../../common/src/testing/actors';
import { AuthBed, PASSWORD } from '../testing/auth-bed';

describe('UserService', () => {
  let bed: AuthBed;
  beforeEach(async () => {
    bed = await AuthBed.open();
  });
  afterEach(async () => {
    await bed.close();
  });

  describe('create', () => {
    it('makes a password that is told once and has to be changed', async () => {
      const { user, oneTimePassword } = await bed.userService.create(TESTER, { username: 'Mia ', role: 'viewer' });
      expect(user).toMatchObject({ username: 'mia', role: 'viewer', isEnabled: true, mustChangePassword: true });
      await expect(bed.passwords.verify(oneTimePassword ?? '', user.passwordHash)).resolves.toBe(true);
      await expect(bed.userService.find(user.id)).resolves.toEqual(user);
      await expect(bed.userService.findByName('MIA')).resolves.toEqual(user);
    });

    it('takes a password that keeps the rules, and tells none', async () => {
      const { user, oneTimePassword } = await bed.userService.create(TESTER, {
        ...{ username: 'mia', role: 'admin', password: PASSWORD },
      });
      expect(oneTimePassword).toBeNull();
      expect(user.mustChangePassword).toBe(true);
      await expect(bed.passwords.verify(PASSWORD, user.passwordHash)).resolves.toBe(true);
    });

    it('writes who did it, and nothing of the password', async () => {
      const { user, oneTimePassword } = await bed.userService.create(TESTER, { username: 'mia', role: 'viewer' });
      const [entry] = await bed.audited();
      expect(entry).toMatchObject({
        action: 'user.create',
        entityName: 'mia',
        actor: { name: 'tester' },
        before: null,
      });
      const text = JSON.stringify(entry);
      expect(text).not.toContain('argon2');
      expect(text).not.toContain(oneTimePassword);
      expect(text).not.toContain(user.passwordHash);
    });

    it.each([
      ['a weak password', { username: 'mia', password: 'short' }, 'weak_password', 'password'],
      [
        'its name as password',
        { username: 'production-boss', password: 'production-boss' },
        'weak_password',
        'password',
      ],
      ['no name', { username: ' ' }, 'invalid_request', 'username'],
      ['a long name', { username: 'm'.repeat(65) }, 'invalid_request', 'username'],
      ['blanks', { username: 'mia mueller' }, 'invalid_request', 'username'],
      ['a line break', { username: 'mia\nadmin' }, 'invalid_request', 'username'],
      ['letters that look alike', { username: 'аdmin' }, 'invalid_request', 'username'],
    ])('refuses %s', async (_, draft, code, param) => {
      await expect(bed.userService.create(TESTER, { role: 'viewer', ...draft })).rejects.toMatchObject({ code, param });
      await expect(bed.userService.list()).resolves.toEqual([]);
    });

    it('refuses a name that there is, in any case', async () => {
      await bed.addUser('mia');
      const again = bed.userService.create(TESTER, { username: 'MIA', role: 'admin' });
      await expect(again).rejects.toMatchObject({ code: 'duplicate_name' });
    });
  });

  describe('update', () => {
    it('changes what is named, and ends sessions with it', async () => {
      const user = await bed.addUser('mia');
      const session = await bed.logIn(user);
      const after = await bed.userService.update(TESTER, user.id, { role: 'admin' });
      expect(after).toEqual({ ...user, role: 'admin', sessionVersion: 2, version: 3 });
      await expect(bed.userService.find(user.id)).resolves.toEqual(after);
      await expect(bed.sessionRecords.find(session.session.id)).resolves.toBeNull();
      expect((await bed.audited())[0]).toMatchObject({
        ...{ action: 'user.update', before: { role: 'viewer' }, after: { role: 'admin' } },
      });
    });

    it.each([{}, { role: 'viewer' as const }, { isEnabled: true }])('leaves all as it is with %j', async (change) => {
      const user = await bed.addUser('mia');
      const { token } = await bed.logIn(user);
      const { length } = await bed.audited();
      await expect(bed.userService.update(TESTER, user.id, change)).resolves.toEqual(user);
      await expect(bed.sessions.identify(token)).resolves.toBeDefined();
      await expect(bed.audited()).resolves.toHaveLength(length);
    });

    it('refuses a version that is not the last', async () => {
      const user = await bed.addUser('mia');
      const stale = bed.userService.update(TESTER, user.id, { isEnabled: false }, { expectedVersion: 1 });
      await expect(stale).rejects.toMatchObject({ code: 'version_conflict', httpStatus: 409 });
      const fresh = bed.userService.update(TESTER, user.id, { isEnabled: false }, { expectedVersion: 2 });
      await expect(fresh).resolves.toMatchObject({ isEnabled: false });
    });
  });

  describe('resetPassword', () => {
    it('makes a new one, ends sessions, and asks for a change', async () => {
      const user = await bed.addUser('mia');
      const { token } = await bed.logIn(user);
      bed.clock.advance(1_000);
      const { user: after, oneTimePassword } = await bed.userService.resetPassword(TESTER, user.id, undefined);
      expect(after).toMatchObject({ mustChangePassword: true, passwordChangedAt: bed.clock.now(), sessionVersion: 2 });
      await expect(bed.passwords.verify(oneTimePassword ?? '', after.passwordHash)).resolves.toBe(true);
      await expect(bed.passwords.verify(PASSWORD, after.passwordHash)).resolves.toBe(false);
      await expect(bed.sessions.identify(token)).resolves.toBeUndefined();
      expect((await bed.audited())[0]).toMatchObject({ action: 'user.reset_password', entityName: 'mia' });
    });

    it('takes one that keeps the rules', async () => {
      const { id } = await bed.addUser('mia');
      await expect(bed.userService.resetPassword(TESTER, id, 'weak')).rejects.toMatchObject({ code: 'weak_password' });
      await expect(bed.userService.resetPassword(TESTER, id, `${PASSWORD}!`)).resolves.toMatchObject({
        oneTimePassword: null,
      });
    });
  });

  describe('the last administrator', () => {
    const harm = [
      ['demoted', (id: string) => bed.userService.update(TESTER, id, { role: 'viewer' })],
      ['disabled', (id: string) => bed.userService.update(TESTER, id, { isEnabled: false })],
      ['removed', (id: string) => bed.userService.remove(TESTER, id)],
    ] as const;

    it.each(harm)('cannot be %s', async (_, doIt) => {
      const { id } = await bed.addUser('boss', 'admin');
      const disabled = await bed.addUser('old-boss', 'admin');
      await bed.userService.update(TESTER, disabled.id, { isEnabled: false });
      await expect(doIt(id)).rejects.toMatchObject({ code: 'last_admin', httpStatus: 409 });
      await expect(bed.userService.find(id)).resolves.toMatchObject({ role: 'admin', isEnabled: true });
    });

    it.each(harm)('may be %s once there is another', async (_, doIt) => {
      const { id } = await bed.addUser('boss', 'admin');
      await bed.addUser('new-boss', 'admin');
      await expect(doIt(id).then(() => 'done')).resolves.toBe('done');
    });

    it('is left when all remove each other at once', async () => {
      const admins = [];
      for (const name of ['a', 'b', 'c', 'd']) admins.push(await bed.addUser(name, 'admin'));
      const results = await Promise.allSettled(admins.map(({ id }) => bed.userService.remove(TESTER, id)));
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      await expect(bed.userService.list()).resolves.toHaveLength(1);
    });
  });

  it('removes, and logs out everywhere', async () => {
    const user = await bed.addUser('mia');
    const { token } = await bed.logIn(user);
    await bed.userService.endSessions(TESTER, user.id);
    await expect(bed.sessions.identify(token)).resolves.toBeUndefined();
    await expect(bed.userService.find(user.id)).resolves.toEqual(user);
    await bed.userService.remove(TESTER, user.id, { expectedVersion: user.version });
    await expect(bed.userService.find(user.id)).rejects.toMatchObject({ code: 'user_not_found', httpStatus: 404 });
    expect((await bed.audited()).slice(0, 2).map(({ action }) => action)).toEqual(['user.remove', 'user.end_sessions']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['update', () => bed.userService.update(TESTER, 'nobody', { isEnabled: false })],
    ['resetPassword', () => bed.userService.resetPassword(TESTER, 'nobody', undefined)],
    ['remove', () => bed.userService.remove(TESTER, 'nobody')],
    ['endSessions', () => bed.userService.endSessions(TESTER, 'nobody')],
    ['findByName', () => bed.userService.findByName('nobody')],
  ])('%s does not find nobody', async (_, doIt) => {
    await expect(doIt()).rejects.toMatchObject({ code: 'user_not_found' });
  });
});
