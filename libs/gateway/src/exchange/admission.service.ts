import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { ClientLimiter, InsufficientQuotaError, needsEstimate, type Demand } from '@app/limits';
import type { Route } from '@app/routing';
import { RequestLogWriter } from '@app/telemetry';
import { LedgerFullError } from './ledger-full.error';
import type { RequestEntry } from './request-entry';

const NO_ESTIMATE: Demand = { tokens: 0, nanoUsd: 0, isFree: false };

/** Decides, before any provider is asked, whether a request may be sent: it has to fit its client's limits, and it has to be booked. */
@Injectable()
export class AdmissionService {
  constructor(
    private readonly limiter: ClientLimiter,
    private readonly writer: RequestLogWriter,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'journal' | 'limits'>,
  ) {}

  /** Lets a request in that asks for what is there already, so that no budget stands in its way. */
  async admitReading(entry: RequestEntry): Promise<void> {
    entry.admitted(await this.limiter.admit(entry.client, { ...NO_ESTIMATE, isFree: true }));
  }

  /** A client with a budget whose routes are all free may have used that up: then nothing else may cost it anything either. */
  mayPay(entry: RequestEntry, routes: readonly Route[]): boolean {
    return entry.client.limits.budget === null || !this.costed(entry, routes).every(isFree);
  }

  /**
   * The routes that may be taken; a client whose budget is used up keeps those that are free.
   * @throws LedgerFullError, RateLimitExceededError, InsufficientQuotaError, TemporarilyUnavailableError
   */
  async admit(entry: RequestEntry, routes: readonly Route[]): Promise<readonly Route[]> {
    const { client } = entry;
    if (this.writer.isFull && (this.config.journal.onFull === 'refuse' || client.limits.budget))
      throw new LedgerFullError();
    if (!needsEstimate(client.limits)) {
      entry.admitted(await this.limiter.admit(client, NO_ESTIMATE));
      return routes;
    }
    const costed = this.costed(entry, routes);
    const demand: Demand = {
      tokens: Math.max(0, ...costed.map(({ tokens }) => tokens)),
      nanoUsd: Math.max(0, ...costed.map(({ cost }) => cost.nanoUsd ?? 0)),
      isFree: costed.every(isFree),
    };
    try {
      entry.admitted(await this.limiter.admit(client, demand));
      return routes;
    } catch (error) {
      const free = costed.filter(isFree).map(({ route }) => route);
      if (!(error instanceof InsufficientQuotaError) || free.length === 0) throw error;
      entry.admitted(await this.limiter.admit(client, { ...demand, nanoUsd: 0, isFree: true }));
      return free;
    }
  }

  private costed(entry: RequestEntry, routes: readonly Route[]): Costed[] {
    return routes.map((route) => ({ route, ...entry.worstCase(route, this.config.limits.reserveOutputTokens) }));
  }
}

interface Costed extends ReturnType<RequestEntry['worstCase']> {
  readonly route: Route;
}

function isFree({ cost }: Costed): boolean {
  return cost.state === 'free';
}
