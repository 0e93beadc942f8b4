import { Body, HttpCode, Post } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { RouteExplanationView } from '@app/contracts/admin';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { ExplainRouteDto } from './dto/group.dto';
import { AN_EXPLANATION } from './group.examples';
import { RouteTracer } from './route-tracer.service';

@AdminController('routes')
@Access('viewer')
export class RoutesController {
  constructor(private readonly tracer: RouteTracer) {}

  @Post('explain')
  @HttpCode(200)
  @Documented({
    summary: 'Where a request would go and why, without sending it',
    description: 'Asking the real selector (`isAsked`) is for administrators: it costs money.',
    request: 'ExplainRouteRequest',
    response: 'RouteExplanationView',
    example: { request: { model: 'support', prompt: 'I want a refund' }, response: AN_EXPLANATION },
  })
  explain(@ActingUser() actor: Actor, @Body() body: ExplainRouteDto): Promise<RouteExplanationView> {
    return this.tracer.explain(actor, body);
  }
}
