import { Inject, Injectable } from '@nestjs/common';
import { ModelCatalogService, type CatalogEntry } from '@app/catalog';
import { Clock } from '@app/common';
import type { ClientAccess, Group, ModelObject } from '@app/contracts';
import { ProviderRegistry } from '@app/providers';
import { GroupDirectory, ModelNotFoundError, RouterService } from '@app/routing';

const OWNER = 'gophergate';

/** What `/v1/models` shows: groups that resolve, and models of configured providers that have not ended. */
@Injectable()
export class ModelListService {
  constructor(
    private readonly catalog: ModelCatalogService,
    private readonly registry: ProviderRegistry,
    private readonly groups: GroupDirectory,
    private readonly router: RouterService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** As far as a client may ask for them. */
  list({ allowedModels }: Pick<ClientAccess, 'allowedModels'>): ModelObject[] {
    const groups = [...this.groups.snapshot().values()].map(({ group }) => group).filter(({ isEnabled }) => isEnabled);
    const groupNames = new Set(groups.map(({ name }) => name));
    const snapshot = this.catalog.snapshot();
    const now = this.clock.now();
    const models = snapshot
      .all()
      .filter(({ name, providerId, isEnabled, facts }) => {
        // A group answers for a model of its name.
        if (groupNames.has(name) || !isEnabled || !this.registry.isConfigured(providerId)) return false;
        if (allowedModels && !this.router.isRoutable(name, allowedModels)) return false;
        return facts === undefined || snapshot.lifecycleAt(facts, now) !== 'ended';
      })
      .map((entry) => this.modelObject(entry));
    const resolving = groups.filter(({ name }) => this.router.isRoutable(name, allowedModels));
    return [...resolving.map((group) => this.groupObject(group)), ...models];
  }

  /** @throws ModelNotFoundError */
  find(id: string, access: Pick<ClientAccess, 'allowedModels'>): ModelObject {
    const found = this.list(access).find((model) => model.id === id);
    if (found) return found;
    // Other names of a model (snapshots, `provider/model`) are as good when asked for.
    const reference = this.catalog.snapshot().resolve(id);
    if (!reference || !this.router.isRoutable(id, access.allowedModels)) throw new ModelNotFoundError(id);
    return this.modelObject({ ...reference, name: id });
  }

  private modelObject({ name, providerId, facts }: Pick<CatalogEntry, 'name' | 'providerId' | 'facts'>): ModelObject {
    const shutdownAt = facts?.lifecycle.shutdownAt;
    return {
      id: name,
      object: 'model',
      created: 0,
      owned_by: providerId,
      ...(shutdownAt && Date.parse(shutdownAt) > this.clock.now()
        ? { shutdown_date: Math.floor(Date.parse(shutdownAt) / 1000) }
        : {}),
    };
  }

  private groupObject({ name, logicLevel, primaryUse }: Group): ModelObject {
    return {
      id: name,
      object: 'model',
      created: 0,
      owned_by: OWNER,
      ...(logicLevel === null ? {} : { logic_level: logicLevel }),
      ...(primaryUse === null ? {} : { primary_use: primaryUse }),
    };
  }
}
