import type { ClientIdentity, ClientLimits } from '@app/contracts';
import type { Spending } from '../counters/spending.port';

/** Says what it is told to, when it is told to. */
export class LedgerOfSpending implements Spending {
  readonly asked: { clientId: string; from: number }[] = [];
  spent = 0;
  failure: Error | undefined;
  private release: (() => void)[] = [];
  isHeld = false;

  async since(clientId: string, from: number): Promise<number> {
    this.asked.push({ clientId, from });
    const { spent } = this;
    if (this.isHeld) await new Promise<void>((resolve) => this.release.push(resolve));
    if (this.failure) throw this.failure;
    return spent;
  }

  answer(): void {
    for (const resolve of this.release.splice(0)) resolve();
  }
}

export function clientWith(limits: Partial<ClientLimits>, id = 'client-1'): ClientIdentity {
  const none: ClientLimits = {
    requestsPerMinute: null,
    tokensPerMinute: null,
    concurrentRequests: null,
    budget: null,
  };
  return {
    id,
    name: `name of ${id}`,
    limits: { ...none, ...limits },
    access: { allowedModels: null, allowedAddresses: null },
  };
}
