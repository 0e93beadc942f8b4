import type { Provider } from '@nestjs/common';
import { LiveAdmission } from './live-admission.service';
import { LiveBroadcast } from './live-broadcast.service';
import { LiveGateway } from './live.gateway';
import { LiveSockets } from './live-sockets.service';
import { MemoryTicketStore } from './memory-ticket.store';
import { TicketStore } from './ticket-store.port';

/** What the live feed is made of. */
export const LIVE_PROVIDERS: Provider[] = [
  { provide: TicketStore, useClass: MemoryTicketStore },
  ...[LiveSockets, LiveAdmission, LiveBroadcast, LiveGateway],
];
