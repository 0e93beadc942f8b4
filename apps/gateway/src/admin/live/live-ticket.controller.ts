import { Inject, Post } from '@nestjs/common';
import { Access, type SessionIdentity } from '@app/auth';
import type { LiveTicket } from '@app/contracts/admin';
import { TicketStore } from '../../live/ticket-store.port';
import { CurrentLogin } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { TICKET } from './live.examples';

/** Tickets to the live feed at /api/live. */
@AdminController('live')
@Access('viewer')
export class LiveTicketController {
  constructor(@Inject(TicketStore) private readonly tickets: TicketStore) {}

  @Post('ticket')
  @Documented({
    summary: 'Get a ticket to the live feed, good for one connection within 30 seconds',
    response: 'LiveTicket',
    status: 201,
    example: { response: TICKET },
  })
  issue(@CurrentLogin() { session, user }: SessionIdentity): Promise<LiveTicket> {
    const { id: userId, username, role } = user;
    return this.tickets.issue({ sessionId: session.id, userId, username, role });
  }
}
