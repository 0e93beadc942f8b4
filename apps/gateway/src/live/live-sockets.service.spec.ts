import type { SessionService } from '@app/auth';
import type { LiveSocket } from './live-socket';
import { LiveSockets } from './live-sockets.service';

describe('LiveSockets', () => {
  let allowed: (sessionId: string) => Promise<boolean>;
  let asked: string[];
  let closed: string[];
  let sockets: LiveSockets;
  beforeEach(() => {
    [asked, closed] = [[], []];
    allowed = () => Promise.resolve(true);
    const sessions: Pick<SessionService, 'isStillAllowed'> = {
      isStillAllowed: (sessionId) => {
        asked.push(sessionId);
        return allowed(sessionId);
      },
    };
    sockets = new LiveSockets(sessions as SessionService);
  });

  function add(sessionId: string, userId = 'u'): LiveSocket {
    const socket: Pick<LiveSocket, 'holder' | 'close'> = {
      holder: { sessionId, userId, username: 'ann', role: 'viewer' },
      close: (code) => closed.push(`${sessionId} ${code}`),
    };
    sockets.add(socket as LiveSocket);
    return socket as LiveSocket;
  }

  it('closes those of sessions that have ended, also one that ends while its connection is made', async () => {
    allowed = (sessionId) => Promise.resolve(sessionId !== 'gone');
    add('gone');
    add('stays');
    add('gone');
    await sockets.settled();
    expect(closed).toEqual(expect.arrayContaining(['gone 4401', 'gone 4401']));
    expect(closed).not.toContain('stays 4401');
  });

  it('asks once for each session, and once more for all that wished meanwhile', async () => {
    add('a');
    add('a');
    await sockets.settled();
    asked = [];
    for (let i = 0; i < 5; i++) sockets.checkSoon();
    await sockets.settled();
    expect(asked).toEqual(['a', 'a']);
  });

  it('closes nobody when the store cannot be asked', async () => {
    allowed = () => Promise.reject(new Error('locked'));
    add('a');
    await sockets.settled();
    expect(closed).toEqual([]);
  });

  it('has room for twenty of a user', () => {
    for (let i = 0; i < 19; i++) add('a');
    expect(sockets.hasRoomFor('u')).toBe(true);
    const last = add('a');
    expect(sockets.hasRoomFor('u')).toBe(false);
    expect(sockets.hasRoomFor('other')).toBe(true);
    sockets.remove(last);
    expect(sockets.hasRoomFor('u')).toBe(true);
  });

  it('has room for two hundred in all', () => {
    for (let i = 0; i < 200; i++) add('a', `user ${i}`);
    expect(sockets.hasRoomFor('other')).toBe(false);
    expect([...sockets]).toHaveLength(200);
  });
});
