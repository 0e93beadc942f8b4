import { Get, HttpCode, Param, Post } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { InFlightList } from '@app/contracts/admin';
import { RequestCancellation, RequestsInFlight } from '@app/gateway';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { IN_FLIGHT } from './live.examples';

/** Requests that have not ended. */
@AdminController('requests')
export class InFlightController {
  constructor(
    private readonly inFlight: RequestsInFlight,
    private readonly cancellation: RequestCancellation,
  ) {}

  @Get('in-flight')
  @Access('viewer')
  @Documented({
    summary: 'List the requests under way in this process',
    response: 'InFlightList',
    example: { response: IN_FLIGHT },
  })
  list(): InFlightList {
    return { items: this.inFlight.list() };
  }

  @Post(':id/cancel')
  @HttpCode(204)
  @Access('admin')
  @Documented({
    summary: 'Cancel a request under way: its provider is let go, its client is told, what came is billed',
    status: 204,
    example: {},
  })
  async cancel(@Param('id') id: string, @ActingUser() actor: Actor): Promise<void> {
    await this.cancellation.cancel(actor, id);
  }
}
