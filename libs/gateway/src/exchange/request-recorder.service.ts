import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { RequestLogWriter } from '@app/telemetry';
import { UNREAD, type Asked, type Exchange } from './exchange';
import type { EntryServices } from './entry-services';
import { RequestEntry } from './request-entry';
import { RequestsInFlight } from './requests-in-flight.service';
import { RouteCosts } from './route-costs.service';

/** How long a shutdown waits for requests that were cut off to end; they notice within milliseconds. */
const LAST_ENDINGS_MS = 1_000;
const LOOK_AGAIN_MS = 5;

/** Opens the ledger's entry for a request; the entry itself sees to it that exactly one row is written. */
@Injectable()
export class RequestRecorder implements OnApplicationShutdown {
  private readonly logger = new Logger(RequestRecorder.name);
  private readonly services: EntryServices;

  constructor(
    costs: RouteCosts,
    writer: RequestLogWriter,
    private readonly inFlight: RequestsInFlight,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) config: Pick<GatewayConfig, 'upstream'>,
  ) {
    this.services = {
      monotonicMs: () => clock.monotonicMs(),
      deadlineMs: config.upstream.totalMs,
      unbilled: (requestId, error) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.error(`Request ${requestId} is recorded without usage and cost: ${reason}`);
      },
      firstToken: (request) => {
        inFlight.firstToken(request);
      },
      record: (record) => {
        inFlight.ended(record);
        return writer.record(record);
      },
      costOf: (...used) => costs.costOf(...used),
    };
  }

  /** Records a request that was refused before it could be read: it too is one row. Throws the error once that is safe. */
  refuse(exchange: Exchange, error: unknown): Promise<never> {
    return this.open(exchange, UNREAD).failed(error);
  }

  open(exchange: Exchange, asked: Asked): RequestEntry {
    const entry = new RequestEntry(exchange, asked, this.services);
    this.inFlight.began(entry);
    return entry;
  }

  /** Runs before the ledger closes. A server counts as closed before the requests on its connections know of it. */
  async onApplicationShutdown(): Promise<void> {
    const giveUpAt = this.clock.monotonicMs() + LAST_ENDINGS_MS;
    while (this.inFlight.count > 0 && this.clock.monotonicMs() < giveUpAt) await pause(LOOK_AGAIN_MS);
  }
}
