import type { GatewayRequest } from '../../http/gateway-request';
import { actorOf, visitorOf, type AdminRequest } from './acting-user.decorator';

const gateway = { address: '192.168.1.20', requestId: 'request-1', isDisguised: false, host: 'localhost:8080' };

describe('actorOf', () => {
  it('is the user behind the login, and where it is', () => {
    const identity = { user: { id: 'user-1', username: 'mia', role: 'viewer', passwordHash: 'secret' } };
    expect(actorOf({ gateway, identity } as AdminRequest)).toEqual({
      ...{ kind: 'user', id: 'user-1', name: 'mia', role: 'viewer' },
      ...{ address: '192.168.1.20', requestId: 'request-1' },
    });
  });
});

describe('visitorOf', () => {
  const visit = (changes: Partial<typeof gateway>, headers: Record<string, string> = {}) =>
    visitorOf({ gateway: { ...gateway, ...changes }, headers } as GatewayRequest);

  it('says where a request comes from', () => {
    expect(visit({}, { 'user-agent': 'Browser/1' })).toEqual({
      ...{ address: '192.168.1.20', requestId: 'request-1', userAgent: 'Browser/1', isNear: true },
    });
    expect(visit({}).userAgent).toBe('');
  });

  it.each([
    ['a private address', { address: '10.0.0.1' }, true],
    ['this machine', { address: '::1' }, true],
    ['a public address', { address: '203.0.113.5' }, false],
    ['no address', { address: '' }, false],
    ['a page of a public name that leads here', { host: 'evil.example:8080' }, false],
    ['a private address that somebody unknown speaks for', { isDisguised: true }, false],
  ])('knows whether %s is near', (_, changes, isNear) => {
    expect(visit(changes).isNear).toBe(isNear);
  });

  it('lets a trusted proxy have a public name', () => {
    expect(visit({ host: 'gateway.example' }, { 'x-forwarded-for': '192.168.1.20' }).isNear).toBe(true);
  });
});
