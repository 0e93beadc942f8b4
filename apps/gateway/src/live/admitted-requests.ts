import type { IncomingMessage } from 'node:http';
import type { TicketHolder } from './ticket-store.port';

const holders = new WeakMap<IncomingMessage, TicketHolder>();

/** Notes who was admitted with this upgrade, for the gateway that gets its connection. */
export function noteHolder(request: IncomingMessage, holder: TicketHolder): void {
  holders.set(request, holder);
}

export function holderOf(request: IncomingMessage): TicketHolder {
  const holder = holders.get(request);
  if (!holder) throw new Error('A connection was made that nobody admitted.');
  return holder;
}
