import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { CostService } from '@app/pricing';
import type { EntryServices } from './entry-services';

/** Prices what was used on a route, by the catalogue as it is at the end. */
@Injectable()
export class RouteCosts {
  constructor(
    private readonly catalog: ModelCatalogService,
    private readonly costs: CostService,
  ) {}

  costOf(
    ...[route, usage, servedModel, images, at]: Parameters<EntryServices['costOf']>
  ): ReturnType<EntryServices['costOf']> {
    return this.costs.costOf({
      providerId: route.providerId,
      reportedModel: servedModel,
      askedModel: route.model,
      groupName: route.groupName,
      usage,
      ...(images === undefined ? {} : { images }),
      at,
      snapshot: this.catalog.snapshot(),
    });
  }
}
