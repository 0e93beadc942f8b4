import { Inject, Injectable } from '@nestjs/common';
import { Clock, TemporarilyUnavailableError } from '@app/common';
import type { ClientIdentity, ClientLimits } from '@app/contracts';
import { endOf } from './counters/budget-account';
import { ClientCounters, type Admitted, type Demand, type Refused } from './counters/client-counters.port';
import { InsufficientQuotaError } from './errors/insufficient-quota.error';
import { RateLimitExceededError } from './errors/rate-limit-exceeded.error';

/** Lets a client's request in, within what the client may use. */
@Injectable()
export class ClientLimiter {
  constructor(
    @Inject(ClientCounters) private readonly counters: ClientCounters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Called once for every request, before any provider is asked; whatever comes of the request, `settle` is to be called
   * at its end. @throws RateLimitExceededError, InsufficientQuotaError, TemporarilyUnavailableError
   */
  async admit(client: ClientIdentity, demand: Demand): Promise<Admitted> {
    const answer = await this.ask(client, demand);
    if (answer.kind === 'admitted') return answer;
    if (answer.kind !== 'budget') throw new RateLimitExceededError(client, answer);
    const { budget } = client.limits;
    if (!budget) throw new Error('A client without a budget was refused for one.');
    const endsAt = endOf(budget.period, this.clock.now());
    throw new InsufficientQuotaError(client, budget, answer.spentNanoUsd, answer.reservedNanoUsd, endsAt);
  }

  /** A limit that cannot be looked up is not a limit that is kept: such a client waits. */
  private async ask(client: ClientIdentity, demand: Demand): Promise<Admitted | Refused> {
    try {
      return await this.counters.admit(client, demand);
    } catch (cause) {
      throw new TemporarilyUnavailableError("The client's budget", 'limits_unavailable', { cause });
    }
  }
}

/** Whether a request's tokens have to be known before it is sent. */
export function needsEstimate({ tokensPerMinute, budget }: ClientLimits): boolean {
  return tokensPerMinute !== null || budget !== null;
}
