import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { SessionService } from '@app/auth';
import { TrustedProxies, UnknownPathError } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { LifecycleService } from '../health/lifecycle.service';
import { LiveFeedFullError, LiveOriginError, LiveTicketError } from './live.errors';
import { LiveSockets } from './live-sockets.service';
import { TicketStore, type TicketHolder } from './ticket-store.port';

export const LIVE_PATH = '/api/live';
export const LIVE_PROTOCOL = 'gophergate.live.v1';
const TICKET_PREFIX = 'ticket.';

/** What is looked at of a request. */
export interface UpgradeRequest extends Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
}

/**
 * Decides who may open the live feed, before the connection is one. A browser sends cookies along with whatever page asks,
 * so a cookie admits nobody here: a ticket does, which only a page of this gateway could get and which works once.
 */
@Injectable()
export class LiveAdmission {
  private readonly proxies: TrustedProxies;

  constructor(
    @Inject(TicketStore) private readonly tickets: TicketStore,
    private readonly sessions: SessionService,
    private readonly sockets: LiveSockets,
    private readonly lifecycle: LifecycleService,
    @Inject(GATEWAY_CONFIG) { server }: { readonly server: Pick<GatewayConfig['server'], 'trustedProxies'> },
  ) {
    this.proxies = new TrustedProxies(server.trustedProxies);
  }

  /** @throws UnknownPathError, LiveOriginError, LiveTicketError, LiveFeedFullError, TemporarilyUnavailableError */
  async admit(request: UpgradeRequest): Promise<TicketHolder> {
    const { method = '', url = '' } = request;
    if (url !== LIVE_PATH) throw new UnknownPathError(method, url.slice(0, 200));
    if (!this.isOwnOrigin(request)) throw new LiveOriginError();
    const ticket = ticketOf(request);
    const holder = ticket === undefined ? undefined : await this.tickets.redeem(ticket);
    if (!holder || !(await this.sessions.isStillAllowed(holder.sessionId))) throw new LiveTicketError();
    if (this.lifecycle.phase === 'draining' || !this.sockets.hasRoomFor(holder.userId)) throw new LiveFeedFullError();
    return holder;
  }

  private isOwnOrigin({ socket, headers }: UpgradeRequest): boolean {
    const arrival = { socketAddress: socket.remoteAddress, isEncrypted: 'encrypted' in socket, headers };
    const { isSecure, host } = this.proxies.originOf(arrival);
    const own = `${isSecure ? 'https' : 'http'}://${host ?? ''}`;
    return URL.canParse(own) && headers.origin === new URL(own).origin;
  }
}

/** Of `gophergate.live.v1, ticket.<value>`, in this order or the other. */
function ticketOf({ headers }: UpgradeRequest): string | undefined {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  if (!offered.includes(LIVE_PROTOCOL)) return undefined;
  return offered.find((name) => name.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length);
}
