import { Injectable } from '@nestjs/common';
import { ClientService, DefaultAdminService } from '@app/auth';
import type { FirstRunStep } from '@app/contracts/admin';
import { RequestRepository } from '@app/persistence';
import { ProviderRegistry } from '@app/providers';

/** How far a new installation has come, by what there is in it. */
@Injectable()
export class FirstRunSteps {
  constructor(
    private readonly admin: DefaultAdminService,
    private readonly registry: ProviderRegistry,
    private readonly clients: ClientService,
    private readonly requests: RequestRepository,
  ) {}

  async list(): Promise<readonly FirstRunStep[]> {
    const [isDefault, clients, firstAt] = await Promise.all([
      this.admin.isActive(),
      this.clients.list(),
      this.requests.firstStartedAt(),
    ]);
    const isReady = this.registry
      .list()
      .some(({ isConfigured, problem, breakerState }) => isConfigured && !problem && breakerState !== 'open');
    const created = clients.map(({ createdAt }) => createdAt);
    return [
      { id: 'password', isDone: !isDefault, doneAt: null },
      { id: 'provider', isDone: isReady, doneAt: null },
      { id: 'client', isDone: created.length > 0, doneAt: created.length > 0 ? Math.min(...created) : null },
      { id: 'request', isDone: firstAt !== null, doneAt: firstAt },
    ];
  }
}
