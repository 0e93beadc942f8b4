import type { User } from '@app/contracts';
import { TESTER } from '../../../common/src/testing/actors';
import { AuthBed } from '../testing/auth-bed';
import { OwnSessionsService } from './own-sessions.service';
import type { StartedSession } from './session.service';

describe('OwnSessionsService', () => {
  let bed: AuthBed;
  let own: OwnSessionsService;
  let user: User;
  let mine: StartedSession;
  let other: StartedSession;
  let strangers: StartedSession;
  beforeEach(async () => {
    bed = await AuthBed.open();
    own = new OwnSessionsService(bed.sessionRecords, bed.changes, bed.sessions);
    user = await bed.addUser('mia');
    [mine, other] = [await bed.logIn(user), await bed.logIn(user)];
    strangers = await bed.logIn(await bed.addUser('noah'));
  });
  afterEach(async () => {
    await bed.close();
  });

  const alive = async (): Promise<string[]> => {
    const sessions = Object.entries({ mine, other, strangers });
    const found = await Promise.all(sessions.map(([, { token }]) => bed.sessions.identify(token)));
    return sessions.flatMap(([name], index) => (found[index] ? [name] : []));
  };
  const newest = async (): Promise<unknown> => (await bed.audited())[0];

  it('lists the own ones alone', async () => {
    const ids = (await own.list(mine)).map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set([mine.session.id, other.session.id]));
  });

  it('logs out of one, and says so once', async () => {
    await own.logOut(TESTER, mine);
    await expect(alive()).resolves.toEqual(['other', 'strangers']);
    await expect(newest()).resolves.toMatchObject({ action: 'session.logout', entityName: 'mia' });
    const { length } = await bed.audited();
    await own.logOut(TESTER, mine);
    await expect(bed.audited()).resolves.toHaveLength(length);
  });

  it('ends another one of the same user', async () => {
    await own.end(TESTER, mine, other.session.id);
    await expect(alive()).resolves.toEqual(['mine', 'strangers']);
    await expect(newest()).resolves.toMatchObject({ action: 'session.end', entityId: other.session.id });
  });

  it.each([
    ['of somebody else', () => strangers.session.id],
    ['that never was', () => 'nothing'],
  ])('does not find one %s', async (_, id) => {
    await expect(own.end(TESTER, mine, id())).rejects.toMatchObject({ httpStatus: 404, code: 'session_not_found' });
    await expect(alive()).resolves.toEqual(['mine', 'other', 'strangers']);
  });

  it('ends all but this one', async () => {
    await expect(own.endOthers(TESTER, mine)).resolves.toBe(1);
    await expect(alive()).resolves.toEqual(['mine', 'strangers']);
    await expect(newest()).resolves.toMatchObject({ action: 'session.end_others' });
    const { length } = await bed.audited();
    await expect(own.endOthers(TESTER, mine)).resolves.toBe(0);
    await expect(bed.audited()).resolves.toHaveLength(length);
  });
});
