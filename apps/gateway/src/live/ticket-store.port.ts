import type { UserRole } from '@app/contracts';
import type { LiveTicket } from '@app/contracts/admin';

/** Whom a ticket admits. */
export interface TicketHolder {
  readonly sessionId: string;
  readonly userId: string;
  readonly username: string;
  readonly role: UserRole;
}

/** Tickets to the live feed: each admits its holder once, for a short time after it was asked for. */
export interface TicketStore {
  issue(holder: TicketHolder): Promise<LiveTicket>;
  /** Takes the ticket away; undefined where it was used, has expired or never was. */
  redeem(ticket: string): Promise<TicketHolder | undefined>;
}
export const TicketStore = Symbol('TicketStore');
