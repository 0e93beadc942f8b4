import { Inject, Injectable, Logger } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { Clock } from '@app/common';
import { CostService } from '@app/pricing';
import { RequestLogWriter } from '@app/telemetry';
import type { ChatExchange } from './chat-exchange';
import { RequestEntry, type EntryServices } from './request-entry';

/** Opens the ledger's entry for a request; the entry itself sees to it that exactly one row is written. */
@Injectable()
export class RequestRecorder {
  private readonly logger = new Logger(RequestRecorder.name);
  private readonly services: EntryServices;

  constructor(catalog: ModelCatalogService, costs: CostService, writer: RequestLogWriter, @Inject(Clock) clock: Clock) {
    this.services = {
      monotonicMs: () => clock.monotonicMs(),
      unbilled: (requestId, error) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.error(`Request ${requestId} is recorded without usage and cost: ${reason}`);
      },
      record: (record) => {
        writer.record(record);
      },
      costOf: (route, usage, servedModel) =>
        costs.costOf({
          providerId: route.providerId,
          reportedModel: servedModel,
          askedModel: route.model,
          groupName: route.groupName,
          usage,
          at: clock.now(),
          snapshot: catalog.snapshot(),
        }),
    };
  }

  open(exchange: ChatExchange): RequestEntry {
    return new RequestEntry(exchange, this.services);
  }
}
