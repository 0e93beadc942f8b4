import { Injectable } from '@nestjs/common';
import { ProviderRegistry } from '@app/providers';
import type { Blockade, ProviderAvailability, WantedCapability } from '@app/routing';
import { TargetCooldowns } from './target-cooldowns.service';

/** Answers routing's questions about providers from the registry, and from what targets said of themselves. */
@Injectable()
export class LiveAvailability implements ProviderAvailability {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly cooldowns: TargetCooldowns,
  ) {}

  isConfigured(providerId: string): boolean {
    return this.registry.isConfigured(providerId);
  }

  supports(providerId: string, capability: WantedCapability): boolean {
    return this.registry.supports(providerId, capability);
  }

  enablingVariable(providerId: string): string | undefined {
    return this.registry.enablingVariable(providerId);
  }

  blockadeOf(providerId: string, model: string): Blockade | undefined {
    const blockade = this.registry.blockadeOf(providerId, model);
    return blockade ?? (this.cooldowns.isResting(providerId, model) ? 'resting' : undefined);
  }
}
