import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { Clock } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { CostService } from '@app/pricing';
import { RequestLogWriter } from '@app/telemetry';
import { UNREAD, type Asked, type Exchange } from './exchange';
import { RequestEntry, type EntryServices } from './request-entry';

/** How long a shutdown waits for requests that were cut off to end; they notice within milliseconds. */
const LAST_ENDINGS_MS = 1_000;
const LOOK_AGAIN_MS = 5;

/** Opens the ledger's entry for a request; the entry itself sees to it that exactly one row is written. */
@Injectable()
export class RequestRecorder implements OnApplicationShutdown {
  private readonly logger = new Logger(RequestRecorder.name);
  private readonly services: EntryServices;
  private openEntries = 0;

  constructor(
    catalog: ModelCatalogService,
    costs: CostService,
    writer: RequestLogWriter,
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
      record: (record) => {
        this.openEntries--;
        return writer.record(record);
      },
      costOf: (route, usage, servedModel, images, at) =>
        costs.costOf({
          providerId: route.providerId,
          reportedModel: servedModel,
          askedModel: route.model,
          groupName: route.groupName,
          usage,
          ...(images === undefined ? {} : { images }),
          at,
          snapshot: catalog.snapshot(),
        }),
    };
  }

  /** Records a request that was refused before it could be read: it too is one row. Throws the error once that is safe. */
  refuse(exchange: Exchange, error: unknown): Promise<never> {
    return this.open(exchange, UNREAD).failed(error);
  }

  open(exchange: Exchange, asked: Asked): RequestEntry {
    this.openEntries++;
    return new RequestEntry(exchange, asked, this.services);
  }

  /** Runs before the ledger closes. A server counts as closed before the requests on its connections know of it. */
  async onApplicationShutdown(): Promise<void> {
    const giveUpAt = this.clock.monotonicMs() + LAST_ENDINGS_MS;
    while (this.openEntries > 0 && this.clock.monotonicMs() < giveUpAt) await pause(LOOK_AGAIN_MS);
  }
}
