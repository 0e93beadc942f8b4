import { Inject, Injectable } from '@nestjs/common';
import type { CatalogSnapshot, ModelReference } from '@app/catalog';
import type { DropReason } from '@app/contracts';
import { inabilityOf, misfitOf } from './capability-fit';
import { PricePolicy } from './price-policy.port';
import { ProviderAvailability, type Blockade } from './provider-availability.port';
import type { RouteRequest } from './route-request';
import type { Dropped } from './tree/live-tree';

/** Why a candidate cannot be asked. */
export type Unusable = Omit<Dropped, 'path'>;

/** What one decision rests on: a snapshot of the catalogue, and what the request wants. */
export interface FitnessContext {
  readonly snapshot: CatalogSnapshot;
  readonly request: RouteRequest;
  /** True: a model that asked to be left alone may be asked. */
  readonly mayDisturb?: boolean;
}

const BLOCKADES: Readonly<Record<Blockade, { readonly kind: DropReason; readonly why: string }>> = {
  provider_open: { kind: 'paused', why: 'is paused, because its provider kept failing' },
  model_open: { kind: 'paused', why: 'is paused, because it kept failing' },
  busy: { kind: 'busy', why: 'has as many requests under way as it may' },
  resting: { kind: 'resting', why: 'asked to be left alone for a while' },
};

/** Whether a model can be asked now, as far as its provider, its operator, its price and its abilities go. */
@Injectable()
export class TargetFitness {
  constructor(
    @Inject(ProviderAvailability) private readonly providers: ProviderAvailability,
    @Inject(PricePolicy) private readonly prices: PricePolicy,
  ) {}

  /**
   * undefined when the model can be asked now. Who names a model directly is not told from here that it is paused, at
   * rest or too small: its provider, or the guard before it, says that best.
   */
  whyUnusable(reference: ModelReference, groupName: string | undefined, context: FitnessContext): Unusable | undefined {
    const { snapshot, request } = context;
    const { providerId, name } = reference;
    const misfit = misfitOf(reference, request.wanted, this.providers.supports(providerId, request.wanted));
    if (misfit !== undefined) return unusable('misfit', misfit);
    if (!snapshot.isEnabled(providerId, name)) return unusable('switched_off', `${name} is switched off`);
    if (!this.providers.isConfigured(providerId))
      return {
        kind: 'not_configured',
        reason: `${name} needs ${providerId}, which is not configured`,
        enabledBy: this.providers.enablingVariable(providerId),
      };
    if (this.prices.isBlocked(providerId, name, groupName))
      return unusable('unpriced', `${name} has no price, and models without one are blocked`);
    return groupName === undefined ? undefined : this.whyNotNow(reference, context);
  }

  private whyNotNow(reference: ModelReference, { request, mayDisturb = false }: FitnessContext): Unusable | undefined {
    const { providerId, name } = reference;
    const blockade = this.providers.blockadeOf(providerId, name);
    if (blockade !== undefined && !(blockade === 'resting' && mayDisturb)) {
      const { kind, why } = BLOCKADES[blockade];
      return unusable(kind, `${name} ${why}`);
    }
    const inability = inabilityOf(reference, request.needs);
    return inability === undefined ? undefined : unusable('unable', inability);
  }
}

function unusable(kind: DropReason, reason: string): Unusable {
  return { kind, reason, enabledBy: undefined };
}
