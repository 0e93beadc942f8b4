import { Injectable } from '@nestjs/common';
import type { DeclaredKind } from './declared-kind';
import { ClientKind } from './kinds/client.kind';
import { GroupKind } from './kinds/group.kind';
import { ModelKind } from './kinds/model.kind';
import { PriceKind } from './kinds/price.kind';
import { ProviderKind } from './kinds/provider.kind';

/** All that a document can declare, in the order in which it is written. */
@Injectable()
export class DeclaredKinds {
  readonly kinds: readonly DeclaredKind[];

  constructor(groups: GroupKind, models: ModelKind, prices: PriceKind, providers: ProviderKind, clients: ClientKind) {
    this.kinds = [providers, groups, models, prices, clients];
  }
}
