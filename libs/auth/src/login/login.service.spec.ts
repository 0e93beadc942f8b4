import type { User } from '@app/contracts';
import { DefaultAdminService } from '../passwords/default-admin.service';
import { AuthBed, PASSWORD, VISITOR } from '../testing/auth-bed';
import { LoginRecords } from './login-records';
import { LoginService } from './login.service';
import { LoginThrottle } from './login-throttle';

describe('LoginService', () => {
  let bed: AuthBed;
  let login: LoginService;
  let mia: User;
  beforeEach(async () => {
    bed = await AuthBed.open();
    const records = new LoginRecords(bed.changes, bed.users, bed.sessions, bed.clock);
    login = new LoginService(bed.users, bed.passwords, new LoginThrottle(bed.clock), records);
    mia = await bed.addUser('mia');
  });
  afterEach(async () => {
    await bed.close();
  });

  it.each(['mia', ' Mia', 'MIA'])('lets %j in with the right password', async (username) => {
    bed.clock.advance(5_000);
    const { token, session } = await login.logIn({ username, password: PASSWORD }, VISITOR);
    await expect(bed.sessions.identify(token)).resolves.toMatchObject({ user: { username: 'mia' } });
    expect(session).toMatchObject({ address: '127.0.0.1', userAgent: 'spec', createdAt: bed.clock.now() });
    await expect(bed.users.findById(mia.id)).resolves.toMatchObject({ lastLoginAt: bed.clock.now() });
    expect((await bed.audited())[0]).toMatchObject({
      action: 'session.login',
      entityName: 'mia',
      actor: { kind: 'user', id: mia.id, name: 'mia', address: '127.0.0.1', requestId: 'request-1' },
    });
  });

  it.each([
    ['a wrong password', 'mia', `${PASSWORD}!`],
    ['the password in another case', 'mia', PASSWORD.toUpperCase()],
    ['no password', 'mia', ''],
    ['an unknown user', 'nobody', PASSWORD],
    ['no user', '', PASSWORD],
    ['an injection', "mia' OR '1'='1", PASSWORD],
    ['a disabled user', 'old', PASSWORD],
  ])('refuses %s in the same words', async (_, username, password) => {
    const old = await bed.addUser('old');
    await bed.changes.make({ ...VISITOR, kind: 'system', id: null, name: '', role: null }, async (transaction) => {
      await bed.users.update(transaction, { ...old, isEnabled: false });
      return { result: undefined, audit: [] };
    });
    const refusal = login.logIn({ username, password }, VISITOR);
    await expect(refusal).rejects.toMatchObject({
      ...{ httpStatus: 401, code: 'invalid_login', message: 'The username or the password is wrong.' },
    });
  });

  it('cannot be passed with a stolen hash', async () => {
    const { passwordHash } = mia;
    await expect(login.logIn({ username: 'mia', password: passwordHash }, VISITOR)).rejects.toMatchObject({
      code: 'invalid_login',
    });
  });

  it('checks a password whether or not there is such a user', async () => {
    const verify = jest.spyOn(bed.passwords, 'verify');
    for (const username of ['mia', 'nobody']) await login.logIn({ username, password: 'x' }, VISITOR).catch(() => 0);
    expect(verify.mock.calls).toEqual([
      ['x', mia.passwordHash],
      ['x', undefined],
    ]);
  });

  it('writes failures down, without what was typed, and not all of many', async () => {
    for (let time = 0; time < 30; time += 1) {
      const username = time % 2 === 0 ? `my-secret-password-${time}` : 'mia';
      const visitor = { ...VISITOR, address: `10.1.1.${time}` };
      await login.logIn({ username, password: 'another-secret' }, visitor).catch(() => 0);
    }
    const failures = (await bed.audited()).filter(({ action }) => action === 'session.login_failed');
    expect(failures).toHaveLength(10);
    expect(new Set(failures.map(({ actor }) => actor.name))).toEqual(new Set(['mia', 'unknown']));
    expect(JSON.stringify(failures)).not.toContain('secret');
  });

  it.each(['mia', 'nobody'])('slows guesses at %s down alike', async (username) => {
    const guess = (address: string): Promise<unknown> =>
      login.logIn({ username, password: 'wrong' }, { ...VISITOR, address }).catch((error: unknown) => error);
    for (let time = 0; time < 5; time += 1) await guess(`10.1.1.${time}`);
    await expect(guess('10.1.1.9')).resolves.toMatchObject({
      ...{ httpStatus: 429, retryAfterSeconds: 1, message: 'Too many logins have failed; try again in 1 s.' },
    });
  });

  it('takes the failures back after a success', async () => {
    for (let time = 0; time < 12; time += 1) {
      const isRight = time % 4 === 3;
      const attempt = login.logIn({ username: 'mia', password: isRight ? PASSWORD : 'wrong' }, VISITOR);
      await expect(attempt.then(() => 'in').catch(() => 'out')).resolves.toBe(isRight ? 'in' : 'out');
    }
  });

  it('sweeps away what has ended', async () => {
    const old = await login.logIn({ username: 'mia', password: PASSWORD }, VISITOR);
    bed.clock.advance(31 * 60_000);
    await login.logIn({ username: 'mia', password: PASSWORD }, VISITOR);
    await expect(bed.sessionRecords.find(old.session.id)).resolves.toBeNull();
  });

  describe('with the default password', () => {
    const credentials = { username: 'admin', password: 'admin123' };
    const far = { ...VISITOR, address: '203.0.113.5', isNear: false };
    beforeEach(async () => {
      const config = { adminPassword: undefined };
      await new DefaultAdminService(bed.users, bed.changes, bed.sessions, config, bed.clock).seed();
    });

    it('lets in from nearby, to change it', async () => {
      const { user } = await login.logIn(credentials, VISITOR);
      expect(user).toMatchObject({ role: 'admin', mustChangePassword: true });
    });

    it('refuses from afar, with what to do', async () => {
      await expect(login.logIn(credentials, far)).rejects.toMatchObject({
        httpStatus: 403,
        code: 'default_password_from_public_address',
        message: expect.stringMatching(/LLM_PROXY__ADMIN_PASSWORD.*gophergate reset-admin/),
      });
      expect((await bed.audited())[0]).toMatchObject({
        action: 'session.login_failed',
        after: { reason: 'default_password_from_public_address' },
        actor: { address: '203.0.113.5' },
      });
    });

    it('tells nobody from afar who guesses wrong', async () => {
      const wrong = login.logIn({ ...credentials, password: 'admin124' }, far);
      await expect(wrong).rejects.toMatchObject({ code: 'invalid_login' });
    });

    it('lets others in from anywhere', async () => {
      await expect(login.logIn({ username: 'mia', password: PASSWORD }, far)).resolves.toBeDefined();
    });
  });
});
