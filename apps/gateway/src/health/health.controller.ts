import { Controller, Get, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import { Database } from '@app/persistence';
import { ProviderRegistry } from '@app/providers';
import { RequestLogWriter } from '@app/telemetry';
import type { GatewayResponse } from '../http/gateway-request';
import { LifecycleService } from './lifecycle.service';

type Check = 'ok' | 'degraded';

/** Live: the process answers. Ready: it should get traffic, if perhaps degraded: a stuck ledger or a paused provider does not stop requests. */
@Controller('health')
@Access('public')
export class HealthController {
  constructor(
    private readonly lifecycle: LifecycleService,
    private readonly database: Database,
    private readonly ledger: RequestLogWriter,
    private readonly registry: ProviderRegistry,
  ) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res() response: GatewayResponse): Promise<void> {
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
    const status = phase === 'ready' ? (isDegraded ? 'degraded' : 'ready') : phase;
    response.status(phase === 'ready' ? 200 : 503).json({ status, checks });
  }
}
