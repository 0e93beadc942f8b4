import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { ChangeableSettings } from '@app/config';
import type { User, UserRole } from '@app/contracts';
import { TESTER } from '../../../common/src/testing/actors';
import { AuthBed } from '../testing/auth-bed';
import type { StartedSession } from '../sessions/session.service';
import type { AccessRule } from './access.decorator';
import { SessionGuard, type LoggedInRequest } from './session.guard';

const DEFAULTS: ChangeableSettings = {
  ...{ reportingZone: 'UTC', captureBodies: false, captureRetentionDays: 7 },
  ...{ logLevel: 'info', viewersReadBodies: false, playgroundAccess: 'admin' },
};

describe('SessionGuard', () => {
  let settings: ChangeableSettings;
  let bed: AuthBed;
  let guard: SessionGuard;
  let logins: Record<'admin' | 'viewer' | 'mustChange', StartedSession>;
  beforeAll(async () => {
    bed = await AuthBed.open();
    guard = new SessionGuard(bed.sessions, { current: () => settings });
    const addAndLogIn = async (role: UserRole): Promise<StartedSession> => bed.logIn(await bed.addUser(role, role));
    const { user } = await bed.userService.create(TESTER, { username: 'new', role: 'admin' });
    logins = {
      admin: await addAndLogIn('admin'),
      viewer: await addAndLogIn('viewer'),
      mustChange: await bed.logIn(user),
    };
  });
  afterAll(async () => {
    await bed.close();
  });
  beforeEach(() => {
    settings = DEFAULTS;
  });

  const requestOf = (headers: Record<string, string>): IncomingMessage & Partial<LoggedInRequest> =>
    Object.assign(new IncomingMessage(new Socket()), { headers });
  const ask = async (
    who: keyof typeof logins,
    rule: Exclude<AccessRule, 'public' | 'client'>,
  ): Promise<User | { code: string }> => {
    const request = requestOf({ cookie: `gophergate_session=${logins[who].token}` });
    try {
      await guard.identify(request, rule);
    } catch (error) {
      expect(request.identity).toBeUndefined();
      return error as { code: string };
    }
    return request.identity?.user ?? { code: 'no login on the request' };
  };

  it.each([
    ['admin', 'session'],
    ['admin', 'viewer'],
    ['admin', 'admin'],
    ['viewer', 'session'],
    ['viewer', 'viewer'],
    ['mustChange', 'session'],
  ] as const)('lets %s into what is for: %s', async (who, rule) => {
    await expect(ask(who, rule)).resolves.toEqual(logins[who].user);
  });

  it.each([
    ['viewer', 'admin', 'admin_required'],
    ['mustChange', 'viewer', 'password_change_required'],
    ['mustChange', 'admin', 'password_change_required'],
  ] as const)('keeps %s out of what is for: %s', async (who, rule, code) => {
    await expect(ask(who, rule)).resolves.toMatchObject({ code, httpStatus: 403 });
  });

  it.each<[string, () => Record<string, string>]>([
    ['nothing', () => ({})],
    ['an empty cookie', () => ({ cookie: 'gophergate_session=' })],
    ['a forged cookie', () => ({ cookie: `gophergate_session=${logins.admin.token.slice(0, -1)}` })],
    ['the token as a key', () => ({ authorization: `Bearer ${logins.admin.token}` })],
    ['the token under another name', () => ({ cookie: `session=${logins.admin.token}` })],
    ['a key of a client', () => ({ authorization: `Bearer sk-gg-abcdefgh${'x'.repeat(43)}` })],
  ])('asks for a login of who brings %s', async (_, headers) => {
    const refusal = guard.identify(requestOf(headers()), 'session');
    await expect(refusal).rejects.toMatchObject({ code: 'login_required', httpStatus: 401 });
  });

  it.each<['playground' | 'bodies', Partial<ChangeableSettings>, keyof typeof logins, string]>([
    ['playground', {}, 'admin', 'in'],
    ['playground', {}, 'viewer', 'admin_required'],
    ['playground', { playgroundAccess: 'viewer' }, 'viewer', 'in'],
    ['playground', { playgroundAccess: 'viewer' }, 'admin', 'in'],
    ['playground', { playgroundAccess: 'viewer' }, 'mustChange', 'password_change_required'],
    ['playground', { playgroundAccess: 'off' }, 'admin', 'playground_off'],
    ['playground', { playgroundAccess: 'off' }, 'viewer', 'playground_off'],
    ['playground', { viewersReadBodies: true }, 'viewer', 'admin_required'],
    ['bodies', {}, 'admin', 'in'],
    ['bodies', {}, 'viewer', 'admin_required'],
    ['bodies', { viewersReadBodies: true }, 'viewer', 'in'],
    ['bodies', { viewersReadBodies: true }, 'mustChange', 'password_change_required'],
    ['bodies', { playgroundAccess: 'viewer' }, 'viewer', 'admin_required'],
  ])('opens %s by the settings: %j, %s', async (rule, changed, who, expected) => {
    settings = { ...DEFAULTS, ...changed };
    const answer = await ask(who, rule);
    expect('code' in answer ? answer.code : 'in').toBe(expected);
  });
});
