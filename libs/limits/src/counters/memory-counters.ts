import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '@app/common';
import type { ClientIdentity } from '@app/contracts';
import { BudgetAccount } from './budget-account';
import type { Admitted, Allowance, ClientCounters, Demand, Refused, Use } from './client-counters.port';
import { MinuteAllowance } from './minute-allowance';
import { Spending } from './spending.port';

/** A client that asks for nothing for so long has all its allowances back, and its budget stands in the ledger. */
const FORGOTTEN_AFTER_MS = 3_600_000;

interface ClientCount {
  requests: MinuteAllowance | undefined;
  tokens: MinuteAllowance | undefined;
  readonly budget: BudgetAccount;
  running: number;
}

/** Counts in the memory of this one process: after a crash nothing is reserved, and budgets come from the ledger again. */
@Injectable()
export class MemoryCounters implements ClientCounters {
  private readonly counts = new LRUCache<string, ClientCount>({
    max: 100_000,
    ttl: FORGOTTEN_AFTER_MS,
    updateAgeOnGet: true,
    perf: { now: () => this.clock.monotonicMs() },
  });

  constructor(
    @Inject(Spending) private readonly spending: Spending,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async admit(client: ClientIdentity, demand: Demand): Promise<Admitted | Refused> {
    const count = this.countOf(client);
    const { budget } = client.limits;
    if (budget) await count.budget.open(budget, this.clock.now(), this.clock.monotonicMs());
    // From here to the end nothing waits, so that no two requests see the same room.
    const refused = this.refusal(client, count, demand);
    if (refused) return refused;
    return this.admitted(client, count, demand);
  }

  private refusal({ limits }: ClientIdentity, count: ClientCount, { tokens, isFree }: Demand): Refused | undefined {
    const nowMs = this.clock.monotonicMs();
    if (limits.concurrentRequests !== null && count.running >= limits.concurrentRequests) {
      return { kind: 'concurrent', limit: limits.concurrentRequests };
    }
    if (limits.budget && !isFree && !count.budget.isOpen(limits.budget)) {
      return { kind: 'budget', spentNanoUsd: count.budget.spent, reservedNanoUsd: count.budget.reserved };
    }
    return refusedBy('requests', count.requests, 1, nowMs) ?? refusedBy('tokens', count.tokens, tokens, nowMs);
  }

  private admitted({ limits }: ClientIdentity, count: ClientCount, demand: Demand): Admitted {
    const nowMs = this.clock.monotonicMs();
    count.running += 1;
    count.requests?.take(1);
    count.tokens?.take(demand.tokens);
    // Without a budget nothing is held back, but what is spent is known should there be one tomorrow.
    const reservedNanoUsd = limits.budget ? demand.nanoUsd : 0;
    count.budget.reserve(reservedNanoUsd);
    const settle = ({ tokens, nanoUsd }: Use): void => {
      count.running -= 1;
      count.tokens?.take(tokens - demand.tokens);
      count.budget.settle(reservedNanoUsd, nanoUsd ?? reservedNanoUsd);
    };
    return { kind: 'admitted', requests: count.requests?.now(nowMs), tokens: count.tokens?.now(nowMs), settle };
  }

  private countOf({ id, limits }: ClientIdentity): ClientCount {
    const nowMs = this.clock.monotonicMs();
    let count = this.counts.get(id);
    if (!count) {
      count = { requests: undefined, tokens: undefined, budget: new BudgetAccount(id, this.spending), running: 0 };
      this.counts.set(id, count);
    }
    count.requests = resized(count.requests, limits.requestsPerMinute, nowMs);
    count.tokens = resized(count.tokens, limits.tokensPerMinute, nowMs);
    return count;
  }
}

function resized(
  allowance: MinuteAllowance | undefined,
  limit: number | null,
  nowMs: number,
): MinuteAllowance | undefined {
  if (limit === null) return undefined;
  if (!allowance) return new MinuteAllowance(limit, nowMs);
  allowance.resize(limit);
  return allowance;
}

function refusedBy(
  kind: 'requests' | 'tokens',
  allowance: MinuteAllowance | undefined,
  amount: number,
  nowMs: number,
): Refused | undefined {
  if (!allowance || allowance.has(amount, nowMs)) return undefined;
  const now: Allowance = allowance.now(nowMs);
  return { kind, allowance: now, retryAfterMs: allowance.waitMs(amount) };
}
