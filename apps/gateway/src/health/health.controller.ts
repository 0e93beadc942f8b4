import { Controller, Get, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import type { GatewayResponse } from '../http/gateway-request';
import { HealthReport } from './health-report.service';

/** Live: the process answers. Ready: it should get traffic, if perhaps degraded. */
@Controller('health')
@Access('public')
export class HealthController {
  constructor(private readonly health: HealthReport) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res() response: GatewayResponse): Promise<void> {
    const health = await this.health.read();
    const isServing = health.status === 'ready' || health.status === 'degraded';
    response.status(isServing ? 200 : 503).json(health);
  }
}
