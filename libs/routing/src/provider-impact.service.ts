import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import type { DropReason, DroppedTarget } from '@app/contracts';
import { GroupDirectory } from './groups/group-directory.service';
import { isRefusal } from './no-target';
import type { WantedCapability } from './provider-availability.port';
import { RouterService } from './router.service';
import { NoTargetAvailableError } from './routing.errors';

const CAPABILITIES: readonly WantedCapability[] = ['chat', 'images', 'responses'];
/** What would answer again by itself. */
const DOWN: ReadonlySet<DropReason> = new Set(['paused', 'busy', 'resting']);

/** Who depends on a provider. */
@Injectable()
export class ProviderImpact {
  constructor(
    private readonly catalog: ModelCatalogService,
    private readonly groups: GroupDirectory,
    private readonly router: RouterService,
  ) {}

  /** Groups that have no healthy target left while the provider is down, whether it is so now or not; in order of name. */
  dependents(providerId: string): readonly string[] {
    return [...this.groups.snapshot().values()]
      .filter(({ group }) => group.isEnabled)
      .map(({ group }) => group.name)
      .filter((name) => this.isDependent(name, providerId))
      .sort();
  }

  /** A group is lost when nothing it can be asked for is left. */
  private isDependent(model: string, providerId: string): boolean {
    const providers = CAPABILITIES.flatMap((wanted) => this.providersOf(model, wanted));
    return providers.length > 0 && providers.every((each) => each === providerId);
  }

  /** Of the targets that answer, or where none does, of those that would again by themselves. */
  private providersOf(model: string, wanted: WantedCapability): readonly (string | undefined)[] {
    try {
      return this.router.plan({ model, wanted }).routes.map(({ providerId }) => providerId);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!(error instanceof NoTargetAvailableError)) return [];
      return error.dropped.filter(({ kind }) => DOWN.has(kind)).map((target) => this.providerOf(target));
    }
  }

  private providerOf({ path }: DroppedTarget): string | undefined {
    return this.catalog.snapshot().resolve(path.at(-1) ?? '')?.providerId;
  }
}
