import type { Request, Response } from 'express';
import type { Origin } from '@app/common';
import type { ClientIdentity } from '@app/contracts';

/** What the request-context middleware notes on every request. */
export interface RequestContext extends Origin {
  readonly requestId: string;
  readonly clientRequestId: string | null;
  readonly sessionId: string | null;
  /** Wall time, epoch milliseconds, and the same moment on the monotonic clock. */
  readonly startedAt: number;
  readonly startedMonotonicMs: number;
}

export interface GatewayRequest extends Request {
  gateway: RequestContext;
}

/** A request that passed the client-key guard. */
export interface ClientRequest extends GatewayRequest {
  user: ClientIdentity;
}

export type GatewayResponse = Response;
