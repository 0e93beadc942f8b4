import { Inject, Injectable } from '@nestjs/common';
import { ModelCatalogService, type CatalogEntry, type CatalogSnapshot } from '@app/catalog';
import { Clock, NotFoundError } from '@app/common';
import type { StoredModelOverride, StoredPriceOverride } from '@app/contracts';
import type { ModelView } from '@app/contracts/admin';
import { CostService } from '@app/pricing';
import { OverrideEditor } from '../catalog/override-editor.service';

interface Said {
  readonly snapshot: CatalogSnapshot;
  readonly overrides: readonly StoredModelOverride[];
  readonly prices: readonly StoredPriceOverride[];
  readonly at: number;
}

/** The catalogue for people: what is built in, what an operator has said, and what a request would cost now. */
@Injectable()
export class ModelViews {
  constructor(
    private readonly catalog: ModelCatalogService,
    private readonly editor: OverrideEditor,
    private readonly costs: CostService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the order of the providers. */
  async list(): Promise<ModelView[]> {
    const said = await this.said();
    return said.snapshot.all().map((entry) => this.viewOf(entry, said));
  }

  /** @throws NotFoundError */
  async find(providerId: string, model: string): Promise<ModelView> {
    const said = await this.said();
    const entry = said.snapshot.all().find((each) => each.providerId === providerId && each.name === model);
    if (!entry) throw new NotFoundError(`There is no model "${providerId}/${model}".`, 'model_not_found');
    return this.viewOf(entry, said);
  }

  private async said(): Promise<Said> {
    const [overrides, prices] = await Promise.all([this.editor.listModels(), this.editor.listPrices()]);
    return { snapshot: this.catalog.snapshot(), overrides, prices, at: this.clock.now() };
  }

  private viewOf({ providerId, name: model, facts, isEnabled }: CatalogEntry, said: Said): ModelView {
    const { snapshot, at } = said;
    const override = said.overrides.find((row) => row.providerId === providerId && row.model === model);
    const { price, state: priceState } = this.costs.priceInForce({ providerId, model, at, snapshot });
    // A model that was discovered carries the facts of its provider's catch-all entry.
    const isBuiltIn = facts?.id === model;
    return {
      ...{ id: `${providerId}/${model}`, providerId, model, source: isBuiltIn ? 'built_in' : 'discovered', isEnabled },
      override: override
        ? { isEnabled: override.isEnabled, updatedBy: override.updatedBy, updatedAt: override.updatedAt }
        : null,
      managedBy: override?.managedBy ?? null,
      mode: facts?.mode ?? null,
      lifecycle: lifecycleOf(facts, said),
      shutdownAt: facts?.lifecycle.shutdownAt ?? null,
      replacement: facts?.lifecycle.replacement?.model ?? null,
      contextWindowTokens: facts?.contextWindowTokens ?? null,
      maxOutputTokens: facts?.maxOutputTokens ?? null,
      inputs: facts?.modalities.input ?? [],
      outputs: facts?.modalities.output ?? [],
      names: isBuiltIn ? [...facts.snapshots, ...facts.nicknames] : [],
      ...{ priceState, price, isOwnPrice: price !== null && said.prices.some((row) => row.price.id === price.id) },
      version: override?.version ?? 0,
    };
  }
}

function lifecycleOf(facts: CatalogEntry['facts'], { snapshot, at }: Said): ModelView['lifecycle'] {
  if (!facts) return 'unknown';
  const status = snapshot.lifecycleAt(facts, at);
  const { shutdownAt } = facts.lifecycle;
  return status === 'live' && shutdownAt !== null && Date.parse(shutdownAt) > at ? 'ending' : status;
}
