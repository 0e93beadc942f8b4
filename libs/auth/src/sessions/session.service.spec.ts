import { KeyRing } from '@app/common';
import type { User } from '@app/contracts';
import { TESTER } from '../../../common/src/testing/actors';
import { AuthBed } from '../testing/auth-bed';
import { signedToken, sessionKeyOf } from './session-token';
import type { StartedSession } from './session.service';

const MINUTE = 60_000;

describe('SessionService', () => {
  let bed: AuthBed;
  let user: User;
  let started: StartedSession;
  let count = 0;
  beforeAll(async () => {
    bed = await AuthBed.open();
  });
  beforeEach(async () => {
    count += 1;
    user = await bed.addUser(`user-${count}`);
    started = await bed.logIn(user);
  });
  afterAll(async () => {
    await bed.close();
  });

  const isIn = async (sessions = bed.sessions): Promise<boolean> =>
    (await sessions.identify(started.token)) !== undefined;

  it('knows whose session a token names', async () => {
    await expect(bed.sessions.identify(started.token)).resolves.toMatchObject({
      user: { username: user.username, role: 'viewer' },
      session: { id: started.session.id, address: '127.0.0.1', userAgent: 'spec' },
    });
    expect(started.session.id).toMatch(/^[\w-]{22}$/);
  });

  it('cuts what a browser calls itself', async () => {
    const { session } = await bed.changes.make(TESTER, async (transaction) => ({
      result: await bed.sessions.start(transaction, user, {
        ...{ address: '::1', requestId: null, userAgent: 'x'.repeat(5_000) },
      }),
      audit: [],
    }));
    expect(session.userAgent).toHaveLength(200);
  });

  it.each(['', 'nonsense', 'v1.e30.x'])('finds nobody behind %j', async (token) => {
    await expect(bed.sessions.identify(token)).resolves.toBeUndefined();
  });

  it('ends after half an hour without use', async () => {
    bed.clock.advance(30 * MINUTE - 1);
    await expect(isIn(bed.process())).resolves.toBe(true);
    bed.clock.advance(30 * MINUTE);
    await expect(isIn()).resolves.toBe(false);
  });

  it('goes on while it is used, for twelve hours at most', async () => {
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      bed.clock.advance(20 * MINUTE);
      await expect(isIn()).resolves.toBe(true);
    }
    bed.clock.advance(20 * MINUTE - 1);
    await expect(isIn()).resolves.toBe(true);
    bed.clock.advance(1);
    await expect(isIn()).resolves.toBe(false);
  });

  it('writes down its use once a minute at most', async () => {
    const noteUse = jest.spyOn(bed.sessionRecords, 'noteUse');
    for (let tenSeconds = 0; tenSeconds < 12; tenSeconds += 1) {
      await isIn();
      await isIn();
      bed.clock.advance(10_000);
    }
    expect(noteUse.mock.calls.length).toBe(1);
    noteUse.mockRestore();
  });

  it('is not remembered for longer because its use was written down', async () => {
    const elsewhere = bed.process();
    bed.clock.advance(MINUTE - 600);
    await expect(isIn(elsewhere)).resolves.toBe(true);
    await bed.userService.endSessions(TESTER, user.id);
    bed.clock.advance(700);
    await expect(isIn(elsewhere)).resolves.toBe(true);
    bed.clock.advance(400);
    await expect(isIn(elsewhere)).resolves.toBe(false);
  });

  it('stays when its use cannot be written down', async () => {
    const noteUse = jest.spyOn(bed.sessionRecords, 'noteUse').mockRejectedValue(new Error('disk full'));
    bed.clock.advance(5 * MINUTE);
    await expect(isIn()).resolves.toBe(true);
    noteUse.mockRestore();
  });

  describe('is over', () => {
    it.each<[string, () => Promise<unknown>]>([
      ['another role', () => bed.userService.update(TESTER, user.id, { role: 'admin' })],
      ['being disabled', () => bed.userService.update(TESTER, user.id, { isEnabled: false })],
      ['a new password', () => bed.userService.resetPassword(TESTER, user.id, undefined)],
      ['being removed', () => bed.userService.remove(TESTER, user.id)],
      ['being logged out everywhere', () => bed.userService.endSessions(TESTER, user.id)],
    ])('after %s, here at once and elsewhere within a second', async (_, end) => {
      const elsewhere = bed.process();
      await expect(Promise.all([isIn(), isIn(elsewhere)])).resolves.toEqual([true, true]);
      await end();
      await expect(Promise.all([isIn(), isIn(elsewhere)])).resolves.toEqual([false, true]);
      bed.clock.advance(1_001);
      await expect(isIn(elsewhere)).resolves.toBe(false);
      await expect(bed.sessions.isStillAllowed(started.session.id)).resolves.toBe(false);
    });

    it('when its version alone is older than that of the user', async () => {
      await bed.changes.make(TESTER, async (transaction) => {
        await bed.users.update(transaction, { ...user, sessionVersion: 2 });
        return { result: undefined, audit: [] };
      });
      await expect(isIn(bed.process())).resolves.toBe(false);
    });
  });

  it('does not remember what it read while sessions ended', async () => {
    const process = bed.process();
    const find = jest.spyOn(bed.users, 'findById').mockImplementationOnce(async () => {
      process.forget();
      return user;
    });
    await process.identify(started.token);
    find.mockRestore();
    await bed.userService.endSessions(TESTER, user.id);
    await expect(isIn(process)).resolves.toBe(false);
  });

  it.each([
    ['another user', { userId: 'somebody-else' }],
    ['another version', { sessionVersion: 9 }],
    ['another session', { sessionId: 'nothing' }],
    ['a time that is over', { expiresAt: 1 }],
  ])('refuses a token of its own that names %s', async (_, claims) => {
    const { id: sessionId, userId, sessionVersion, expiresAt } = started.session;
    const key = sessionKeyOf(KeyRing.of(Buffer.from('a secret of thirty-two bytes, ok')));
    const token = signedToken({ sessionId, userId, sessionVersion, expiresAt, ...claims }, key);
    await expect(bed.sessions.identify(token)).resolves.toBeUndefined();
  });

  it('is a 503 when nobody can be asked, never a refusal', async () => {
    const find = jest.spyOn(bed.sessionRecords, 'find').mockRejectedValue(new Error('gone'));
    await expect(bed.process().identify(started.token)).rejects.toMatchObject({ httpStatus: 503 });
    find.mockRestore();
  });

  it('tells those who watch that sessions may have ended, until they stop', async () => {
    const watcher = jest.fn();
    const stop = bed.sessions.watchEndings(watcher);
    await bed.userService.endSessions(TESTER, user.id);
    stop();
    await bed.userService.endSessions(TESTER, user.id);
    expect(watcher).toHaveBeenCalledTimes(1);
  });

  it('lists and sweeps', async () => {
    bed.clock.advance(25 * MINUTE);
    const newer = await bed.logIn(user);
    const ids = async (): Promise<string[]> => (await bed.sessions.listOf(user)).map(({ id }) => id);
    await expect(ids()).resolves.toEqual([newer.session.id, started.session.id]);
    bed.clock.advance(5 * MINUTE);
    await expect(ids()).resolves.toEqual([newer.session.id]);
    await expect(bed.sessions.sweep()).resolves.toBeGreaterThanOrEqual(1);
    await expect(bed.sessionRecords.find(started.session.id)).resolves.toBeNull();
    await expect(bed.sessionRecords.find(newer.session.id)).resolves.not.toBeNull();
  });
});
