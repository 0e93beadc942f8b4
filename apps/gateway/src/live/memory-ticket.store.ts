import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '@app/common';
import type { LiveTicket } from '@app/contracts/admin';
import type { TicketHolder, TicketStore } from './ticket-store.port';

const LIFETIME_MS = 30_000;
const TICKET_BYTES = 32;
/** Beyond it the oldest go: whoever asks for so many does not use them. */
const MAX_TICKETS = 1_000;

/** Keeps tickets as hashes in the memory of this process; where several serve, they will need a common store. */
@Injectable()
export class MemoryTicketStore implements TicketStore {
  private readonly holders: LRUCache<string, TicketHolder>;

  constructor(@Inject(Clock) private readonly clock: Clock) {
    const perf = { now: () => clock.monotonicMs() };
    this.holders = new LRUCache({ max: MAX_TICKETS, ttl: LIFETIME_MS, perf, ttlResolution: 0 });
  }

  async issue(holder: TicketHolder): Promise<LiveTicket> {
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    this.holders.set(hashOf(ticket), holder);
    return { ticket, expiresAt: this.clock.now() + LIFETIME_MS };
  }

  async redeem(ticket: string): Promise<TicketHolder | undefined> {
    const hash = hashOf(ticket);
    const holder = this.holders.get(hash);
    this.holders.delete(hash);
    return holder;
  }
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url');
}
