import type { SessionService } from '@app/auth';
import { rangeOf, type AddressRange } from '@app/common';
import { ManualClock } from '../../../../libs/common/src/testing/manual-clock';
import { LifecycleService } from '../health/lifecycle.service';
import { LiveAdmission } from './live-admission.service';
import { LiveSockets } from './live-sockets.service';
import { MemoryTicketStore } from './memory-ticket.store';

const HOLDER = { sessionId: 's', userId: 'u', username: 'ann', role: 'viewer' as const };

describe('LiveAdmission', () => {
  let isAllowed: boolean;
  let lifecycle: LifecycleService;
  let tickets: MemoryTicketStore;
  let admission: LiveAdmission;
  let proxies: AddressRange[];
  const build = (): void => {
    const sessions = { isStillAllowed: async () => isAllowed } as Pick<SessionService, 'isStillAllowed'>;
    const sockets = new LiveSockets(sessions as SessionService);
    admission = new LiveAdmission(tickets, sessions as SessionService, sockets, lifecycle, {
      server: { trustedProxies: proxies },
    });
  };
  beforeEach(() => {
    isAllowed = true;
    proxies = [];
    lifecycle = new LifecycleService();
    tickets = new MemoryTicketStore(new ManualClock());
    build();
  });

  async function admit(headers: Record<string, string>, url = '/api/live'): Promise<unknown> {
    const { ticket } = await tickets.issue(HOLDER);
    const all = {
      ...{ host: 'gate.example:8080', origin: 'http://gate.example:8080' },
      ...{ 'sec-websocket-protocol': `gophergate.live.v1, ticket.${ticket}`, ...headers },
    };
    const socket = { remoteAddress: '10.0.0.5' };
    return admission.admit({ method: 'GET', url, headers: all, socket });
  }

  it('admits the holder of a ticket on a page of this gateway', async () => {
    await expect(admit({})).resolves.toEqual(HOLDER);
    await expect(admit({ host: 'GATE.example:80', origin: 'http://gate.example' })).resolves.toEqual(HOLDER);
  });

  it.each([
    ['another host', { origin: 'http://evil.example:8080' }],
    ['another scheme', { origin: 'https://gate.example:8080' }],
    ['another port', { origin: 'http://gate.example' }],
    ['no page', { origin: 'null' }],
    ['a host that is none', { host: '', origin: 'http://' }],
    ['a proxy that nobody trusts', { 'x-forwarded-proto': 'https', origin: 'https://gate.example:8080' }],
  ])('refuses %s', async (_, headers) => {
    await expect(admit(headers)).rejects.toMatchObject({ code: 'origin_not_allowed', httpStatus: 403 });
  });

  it('knows its own address behind a proxy that the operator trusts', async () => {
    proxies = [rangeOf('10.0.0.0/8')].filter((range) => range !== undefined);
    build();
    const behind = { host: 'inside:8080', 'x-forwarded-host': 'gate.example', 'x-forwarded-proto': 'https' };
    await expect(admit({ ...behind, origin: 'https://gate.example' })).resolves.toEqual(HOLDER);
    await expect(admit({ ...behind, origin: 'http://inside:8080' })).rejects.toMatchObject({ httpStatus: 403 });
  });

  it('admits nobody whose session has ended', async () => {
    isAllowed = false;
    await expect(admit({})).rejects.toMatchObject({ code: 'live_ticket_invalid', httpStatus: 401 });
  });

  it('admits nobody while the gateway stops', async () => {
    lifecycle.markDraining();
    await expect(admit({})).rejects.toMatchObject({ code: 'live_feed_full', httpStatus: 503 });
  });

  it.each(['/api/live?ticket=x', '/api/./live', '/api/live/', '/'])('knows no other address: %s', async (url) => {
    await expect(admit({}, url)).rejects.toMatchObject({ httpStatus: 404 });
  });
});
