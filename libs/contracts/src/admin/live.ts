/** Admits to the live feed once, as `Sec-WebSocket-Protocol: gophergate.live.v1, ticket.<value>`. */
export interface LiveTicket {
  readonly ticket: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** A request that has not ended. */
export interface InFlightRequest {
  readonly requestId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly endpoint: string;
  readonly askedModel: string;
  readonly isStream: boolean;
  /** Epoch milliseconds of acceptance. */
  readonly startedAt: number;
  /** Of the target that is asked just now; null before one is. */
  readonly route: string | null;
  readonly providerId: string | null;
  readonly sentModel: string | null;
  readonly attempts: number;
  /** null as long as nothing came, and for answers in one piece. */
  readonly ttftMs: number | null;
}

/** The oldest first. */
export interface InFlightList {
  readonly items: readonly InFlightRequest[];
}
