import { Injectable } from '@nestjs/common';
import { Database } from '@app/persistence';
import { ProviderRegistry } from '@app/providers';
import { RequestLogWriter } from '@app/telemetry';
import { LifecycleService, type Phase } from './lifecycle.service';

type Check = 'ok' | 'degraded';

export interface Health {
  readonly status: Phase | 'degraded';
  readonly checks: Readonly<Record<string, Check>>;
}

/** How well this process is: a stuck ledger or a paused provider does not stop requests. */
@Injectable()
export class HealthReport {
  constructor(
    private readonly lifecycle: LifecycleService,
    private readonly database: Database,
    private readonly ledger: RequestLogWriter,
    private readonly registry: ProviderRegistry,
  ) {}

  async read(): Promise<Health> {
    const { phase } = this.lifecycle;
    const ledger = this.ledger.state();
    const checks: Record<string, Check> = {
      database: (await this.database.isReachable()) ? 'ok' : 'degraded',
      journal: ledger.isFull ? 'degraded' : 'ok',
      ledger: ledger.isDegraded ? 'degraded' : 'ok',
      providers: this.registry.list().some(({ breakerState, problem }) => breakerState === 'open' || problem)
        ? 'degraded'
        : 'ok',
    };
    const isDegraded = Object.values(checks).includes('degraded');
    return { status: phase === 'ready' && isDegraded ? 'degraded' : phase, checks };
  }
}
