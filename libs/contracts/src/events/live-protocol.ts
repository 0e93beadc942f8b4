import type { UserRole } from '../domain/user';
import type { RequestOutcome } from '../domain/request-record';
import type { LiveEvent } from './live-events';

/**
 * Which events a reader wants; what is left out does not matter. A request whose event does not know a field yet (the
 * provider of one that has just begun) does not match a filter on it.
 */
export interface LiveFilter {
  /** Id or name of a client. */
  readonly client?: string;
  /** The name that was asked for, sent or served: any of them. */
  readonly model?: string;
  readonly provider?: string;
  /** A group anywhere on the route. */
  readonly group?: string;
  readonly outcome?: RequestOutcome;
  readonly minStatus?: number;
  /** Part of an id, a name, the route or an error code; upper and lower case are the same. */
  readonly text?: string;
}

/** Sent once, first. */
export interface LiveHello {
  readonly type: 'hello';
  readonly serverTime: number;
  readonly username: string;
  readonly role: UserRole;
  /** At most one frame of events in this time. */
  readonly frameMs: number;
  readonly maxEventsPerFrame: number;
}

/** What happened since the last frame, in order. Sent only when there is something. */
export interface LiveFrame {
  readonly type: 'events';
  readonly serverTime: number;
  /** Events that matched and are not here: the frame was full, or this reader was too slow. */
  readonly dropped: number;
  readonly events: readonly LiveEvent[];
}

export type LiveServerMessage = LiveHello | LiveFrame | { readonly type: 'pong'; readonly serverTime: number };

/** Each filter replaces the one before; an empty one asks for everything again. */
export type LiveClientMessage = ({ readonly type: 'filter' } & LiveFilter) | { readonly type: 'ping' };
