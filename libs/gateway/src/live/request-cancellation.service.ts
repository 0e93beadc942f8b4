import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@app/contracts';
import { ControlChanges } from '@app/persistence';
import { Timers } from '@app/telemetry';
import type { OpenRequest } from '../exchange/open-request';
import { RequestsInFlight } from '../exchange/requests-in-flight.service';
import { RequestNotInFlightError } from './request-not-in-flight.error';

/** A request that hangs on a client which takes nothing would not come to its end by itself; its row is written then. */
const PATIENCE_MS = 1_000;

/** Ends requests under way on an administrator's word. */
@Injectable()
export class RequestCancellation {
  constructor(
    private readonly inFlight: RequestsInFlight,
    private readonly changes: ControlChanges,
    @Inject(Timers) private readonly timers: Timers,
  ) {}

  /** The word is on record before it is acted upon. @throws RequestNotInFlightError where it has ended already */
  async cancel(actor: Actor, requestId: string): Promise<void> {
    const request = this.open(requestId);
    await this.changes.make(actor, () => Promise.resolve({ result: undefined, audit: [entryOf(request)] }));
    // It may have come to its end meanwhile.
    this.open(requestId).cancelByOperator();
    this.timers.after(PATIENCE_MS, () => {
      if (!request.hasEnded) request.cancel();
    });
  }

  private open(requestId: string): OpenRequest {
    const request = this.inFlight.find(requestId);
    if (!request) throw new RequestNotInFlightError();
    return request;
  }
}

function entryOf({ exchange, asked }: OpenRequest) {
  const { requestId, client, endpoint } = exchange;
  return {
    ...{ action: 'request.cancel', entity: 'request' as const, entityId: requestId, entityName: requestId },
    before: { client: client.name, endpoint, model: asked.model },
    after: null,
  };
}
