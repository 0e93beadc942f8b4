import { Inject, Injectable } from '@nestjs/common';
import type { CatalogSnapshot, ModelReference } from '@app/catalog';
import { misfitOf } from './capability-fit';
import { PricePolicy } from './price-policy.port';
import { ProviderAvailability, type WantedCapability } from './provider-availability.port';

/** Why a candidate cannot be asked. */
export interface Dropped {
  readonly reason: string;
  readonly enabledBy: string | undefined;
  /** `misfit`: it could never serve what is wanted, whatever an operator does. */
  readonly kind?: 'misfit' | 'unpriced';
}

/** What one decision rests on: a snapshot of the catalogue, and what the request wants. */
export interface Context {
  readonly snapshot: CatalogSnapshot;
  readonly wanted: WantedCapability;
}

/** Whether a model can be asked now, as far as its provider, its operator and its price go. */
@Injectable()
export class TargetFitness {
  constructor(
    @Inject(ProviderAvailability) private readonly providers: ProviderAvailability,
    @Inject(PricePolicy) private readonly prices: PricePolicy,
  ) {}

  /** undefined when the model can be asked now. */
  whyUnusable(
    reference: ModelReference,
    groupName: string | undefined,
    { snapshot, wanted }: Context,
  ): Dropped | undefined {
    const { providerId, name } = reference;
    const misfit = misfitOf(reference, wanted, this.providers.supports(providerId, wanted));
    if (misfit !== undefined) return { reason: misfit, enabledBy: undefined, kind: 'misfit' };
    if (!snapshot.isEnabled(providerId, name)) return { reason: `${name} is switched off`, enabledBy: undefined };
    if (!this.providers.isConfigured(providerId))
      return {
        reason: `${name} needs ${providerId}, which is not configured`,
        enabledBy: this.providers.enablingVariable(providerId),
      };
    if (!this.prices.isBlocked(providerId, name, groupName)) return undefined;
    return {
      reason: `${name} has no price, and models without one are blocked`,
      enabledBy: undefined,
      kind: 'unpriced',
    };
  }
}
