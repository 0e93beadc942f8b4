import { Body, Get, Inject, Patch, Req } from '@nestjs/common';
import { Access } from '@app/auth';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import type { Actor } from '@app/contracts';
import type { FirstRunView } from '@app/contracts/admin';
import { FirstRun } from '@app/gateway';
import type { GatewayRequest } from '../../http/gateway-request';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { baseUrlFor } from '../http/base-url';
import { Documented } from '../http/documented.decorator';
import { IfMatch } from '../http/if-match.decorator';
import { UpdateFirstRunDto } from './dto/update-first-run.dto';
import { A_FIRST_RUN } from './first-run.examples';

@AdminController('first-run')
@Access('admin')
export class FirstRunController {
  constructor(
    private readonly firstRun: FirstRun,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'server'>,
  ) {}

  @Get()
  @Documented({
    summary: 'How far a new installation has come, and what to give to clients',
    response: 'FirstRunView',
    example: { response: A_FIRST_RUN },
  })
  async find(@Req() request: GatewayRequest): Promise<FirstRunView> {
    return { ...(await this.firstRun.state()), baseUrl: baseUrlFor(request, this.config) };
  }

  @Patch()
  @Documented({
    summary: 'Put the list of first steps away, or show it again',
    request: 'UpdateFirstRunRequest',
    response: 'FirstRunView',
    example: {
      request: { isDismissed: true },
      response: { ...A_FIRST_RUN, dismissedAt: 1_795_400_000_000, version: 1 },
    },
  })
  async update(
    @ActingUser() actor: Actor,
    @Req() request: GatewayRequest,
    @IfMatch() expectedVersion: number,
    @Body() { isDismissed }: UpdateFirstRunDto,
  ): Promise<FirstRunView> {
    const state = await this.firstRun.dismiss(actor, isDismissed, { expectedVersion });
    return { ...state, baseUrl: baseUrlFor(request, this.config) };
  }
}
