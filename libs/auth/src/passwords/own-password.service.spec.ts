import type { User } from '@app/contracts';
import { TESTER } from '../../../common/src/testing/actors';
import { AuthBed, PASSWORD, VISITOR } from '../testing/auth-bed';
import type { StartedSession } from '../sessions/session.service';
import { OwnPasswordService } from './own-password.service';

const NEXT = 'an even better battery';

describe('OwnPasswordService', () => {
  let bed: AuthBed;
  let own: OwnPasswordService;
  let user: User;
  let mine: StartedSession;
  beforeEach(async () => {
    bed = await AuthBed.open();
    own = new OwnPasswordService(bed.users, bed.changes, bed.sessions, bed.passwords, bed.clock);
    ({ user } = await bed.userService.create(TESTER, { username: 'mia', role: 'admin', password: PASSWORD }));
    mine = await bed.logIn(user);
  });
  afterEach(async () => {
    await bed.close();
  });

  const change = (current: string, next: string): Promise<StartedSession> =>
    own.change(TESTER, mine, { current, new: next }, VISITOR);

  it('changes it, and the user need not do so again', async () => {
    bed.clock.advance(1_000);
    await change(PASSWORD, NEXT);
    const after = await bed.userService.find(user.id);
    expect(after).toMatchObject({ mustChangePassword: false, passwordChangedAt: bed.clock.now(), role: 'admin' });
    await expect(bed.passwords.verify(NEXT, after.passwordHash)).resolves.toBe(true);
    const [entry] = await bed.audited();
    expect(entry).toMatchObject({ action: 'user.change_password', entityName: 'mia' });
    expect(JSON.stringify(entry)).not.toMatch(/argon2|battery/);
  });

  it('ends all sessions and begins a new one', async () => {
    const other = await bed.logIn(user);
    const next = await change(PASSWORD, NEXT);
    await expect(bed.sessions.identify(mine.token)).resolves.toBeUndefined();
    await expect(bed.sessions.identify(other.token)).resolves.toBeUndefined();
    await expect(bed.sessions.identify(next.token)).resolves.toMatchObject({ user: { mustChangePassword: false } });
    expect(next.session.id).not.toBe(mine.session.id);
    for (const { session } of [mine, other]) await expect(bed.sessionRecords.find(session.id)).resolves.toBeNull();
  });

  it.each([
    ['a wrong current password', 'wrong', NEXT, 'wrong_password', 'current'],
    ['a short one', PASSWORD, 'short', 'weak_password', 'new'],
    ['the default one', PASSWORD, 'admin123', 'weak_password', 'new'],
    ['the present one', PASSWORD, PASSWORD, 'weak_password', 'new'],
  ])('refuses %s', async (_, current, next, code, param) => {
    await expect(change(current, next)).rejects.toMatchObject({ code, param, httpStatus: 400 });
    await expect(bed.userService.find(user.id)).resolves.toEqual(user);
    await expect(bed.sessions.identify(mine.token)).resolves.toBeDefined();
  });

  it('does one of fifty at once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => change(PASSWORD, `${NEXT} ${index}`)),
    );
    const winners = results.flatMap((result, index) => (result.status === 'fulfilled' ? [index] : []));
    expect(winners).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected')
        expect(['version_conflict', 'wrong_password', 'login_required']).toContain(
          (result.reason as { code: string }).code,
        );
    const { passwordHash } = await bed.userService.find(user.id);
    await expect(bed.passwords.verify(`${NEXT} ${winners[0]}`, passwordHash)).resolves.toBe(true);
  });

  it('lets nobody find out the current one', async () => {
    for (let guess = 0; guess < 5; guess += 1)
      await expect(change(`guess ${guess}`, NEXT)).rejects.toMatchObject({ code: 'wrong_password' });
    await expect(change(PASSWORD, NEXT)).rejects.toMatchObject({ httpStatus: 429, code: 'too_many_logins' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['was disabled', () => bed.userService.update(TESTER, user.id, { isEnabled: false })],
    ['was removed', () => bed.userService.remove(TESTER, user.id)],
    ['got a new password', () => bed.userService.resetPassword(TESTER, user.id, undefined)],
  ])('refuses a user who %s while the request was on its way', async (_, happens) => {
    await bed.addUser('boss', 'admin');
    await happens();
    await expect(change(PASSWORD, NEXT)).rejects.toMatchObject({ code: 'login_required', httpStatus: 401 });
  });
});
