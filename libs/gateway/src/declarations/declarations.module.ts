import { Module } from '@nestjs/common';
import { AuthModule } from '@app/auth';
import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { ProvidersModule } from '@app/providers';
import { CatalogOverridesModule } from '../catalog/catalog-overrides.module';
import { LiveRoutingModule } from '../routing/live-routing.module';
import { Declarations } from './declarations.service';
import { DeclaredKinds } from './declared-kinds';
import { ClientKind } from './kinds/client.kind';
import { GroupKind } from './kinds/group.kind';
import { ModelKind } from './kinds/model.kind';
import { PriceKind } from './kinds/price.kind';
import { ProviderKind } from './kinds/provider.kind';

/** Configuration as a document. */
@Module({
  imports: [AuthModule, CatalogOverridesModule, ClockModule, LiveRoutingModule, PersistenceModule, ProvidersModule],
  providers: [GroupKind, ModelKind, PriceKind, ProviderKind, ClientKind, DeclaredKinds, Declarations],
  exports: [Declarations],
})
export class DeclarationsModule {}
