import { Injectable } from '@nestjs/common';
import type { ConfigKind } from '@app/contracts/admin';
import type { DeclaredKind } from './declared-kind';
import { ClientKind } from './kinds/client.kind';
import { GroupKind } from './kinds/group.kind';
import { ModelKind } from './kinds/model.kind';
import { PriceKind } from './kinds/price.kind';
import { ProviderKind } from './kinds/provider.kind';

/** As they stand in a document. */
export const CONFIG_KINDS = ['group', 'model', 'price', 'provider', 'client'] as const satisfies readonly ConfigKind[];

/** All that a document can declare, in the order in which it is written. */
@Injectable()
export class DeclaredKinds {
  readonly kinds: readonly DeclaredKind[];

  constructor(groups: GroupKind, models: ModelKind, prices: PriceKind, providers: ProviderKind, clients: ClientKind) {
    this.kinds = [providers, groups, models, prices, clients];
  }
}
