import { Body, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor, UserRole } from '@app/contracts';
import type {
  DiscoveredModels,
  ProviderCheckView,
  ProviderImpactView,
  ProviderList,
  ProviderView,
} from '@app/contracts/admin';
import { ModelSync } from '@app/gateway';
import { ProviderRegistry, ProviderSettingsService } from '@app/providers';
import { ProviderImpact } from '@app/routing';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { IfMatch } from '../http/if-match.decorator';
import { SetBreakerDto, UpdateProviderDto } from './dto/update-provider.dto';
import { A_PROVIDER } from './provider.examples';
import { providerView } from './provider-view';

@AdminController('providers')
@Access('admin')
export class ProvidersController {
  constructor(
    private readonly settings: ProviderSettingsService,
    private readonly registry: ProviderRegistry,
    private readonly models: ModelSync,
    private readonly impact: ProviderImpact,
  ) {}

  @Get()
  @Access('viewer')
  @Documented({ summary: 'List providers', response: 'ProviderList', example: { response: { items: [A_PROVIDER] } } })
  async list(@ActingUser() { role }: Actor): Promise<ProviderList> {
    const stored = await this.settings.list();
    return { items: stored.map(({ providerId }) => this.view(providerId, stored, role)) };
  }

  @Get(':id')
  @Access('viewer')
  @Documented({ summary: 'One provider', response: 'ProviderView', example: { response: A_PROVIDER } })
  async find(@Param('id') id: string, @ActingUser() { role }: Actor): Promise<ProviderView> {
    return this.view(id, [await this.settings.find(id)], role);
  }

  @Patch(':id')
  @Documented({
    summary: 'Change settings of a provider; in force at once',
    request: 'UpdateProviderRequest',
    response: 'ProviderView',
    example: { request: { tuning: { limits: { idleMs: 30_000 } } }, response: A_PROVIDER },
  })
  async update(
    @ActingUser() actor: Actor,
    @Param('id') id: string,
    @IfMatch() expectedVersion: number,
    @Body() body: UpdateProviderDto,
  ): Promise<ProviderView> {
    const stored = await this.settings.update(actor, id, body, { expectedVersion });
    return this.view(id, [stored], actor.role);
  }

  @Get(':id/impact')
  @Access('viewer')
  @Documented({
    summary: 'Groups that have no healthy target left while a provider is down',
    response: 'ProviderImpactView',
    example: { response: { dependents: ['fast-flow'] } },
  })
  async findImpact(@Param('id') id: string): Promise<ProviderImpactView> {
    const { providerId } = await this.settings.find(id);
    return { dependents: this.impact.dependents(providerId) };
  }

  @Post(':id/test')
  @HttpCode(200)
  @Documented({
    summary: 'Ask a provider something that costs nothing',
    response: 'ProviderCheckView',
    example: { response: { isOk: true, tookMs: 183, problem: null } },
  })
  check(@Param('id') id: string): Promise<ProviderCheckView> {
    return this.settings.check(id);
  }

  @Post(':id/models/sync')
  @HttpCode(200)
  @Documented({
    summary: "Read the list of models of a provider's own server anew",
    response: 'DiscoveredModels',
    example: { response: { models: ['llama3.2:latest'] } },
  })
  sync(@Param('id') id: string): Promise<DiscoveredModels> {
    return this.models.sync(id);
  }

  @Put(':id/breaker')
  @Documented({
    summary: 'Stop all requests to a provider by hand, or let them through again',
    request: 'SetBreakerRequest',
    response: 'ProviderView',
    example: { request: { state: 'open' }, response: { ...A_PROVIDER, breakerState: 'open' } },
  })
  async setBreaker(
    @ActingUser() actor: Actor,
    @Param('id') id: string,
    @Body() { state }: SetBreakerDto,
  ): Promise<ProviderView> {
    await this.settings.setBreaker(actor, id, state === 'open');
    return this.view(id, [await this.settings.find(id)], actor.role);
  }

  private view(
    id: string,
    rows: Awaited<ReturnType<ProviderSettingsService['list']>>,
    role: UserRole | null,
  ): ProviderView {
    const status = this.registry.list().find((provider) => provider.id === id);
    const stored = rows.find(({ providerId }) => providerId === id);
    if (!status || !stored) throw new TypeError(`No status of provider "${id}".`);
    return providerView(status, stored, role ?? 'viewer');
  }
}
