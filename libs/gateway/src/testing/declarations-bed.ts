import { ClientKeyService } from '@app/auth';
import { ModelCatalogService } from '@app/catalog';
import {
  AuditRepository,
  ClientRepository,
  ControlChanges,
  GroupRepository,
  OverrideRepository,
  ProviderSettingsRepository,
  SettingRepository,
} from '@app/persistence';
import { PROVIDERS, type ModelDiscoveryService, type ProviderRegistry } from '@app/providers';
import type { GroupDirectory } from '@app/routing';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { CatalogOverridesService } from '../catalog/catalog-overrides.service';
import { Declarations } from '../declarations/declarations.service';
import { DeclaredKinds } from '../declarations/declared-kinds';
import { ClientKind } from '../declarations/kinds/client.kind';
import { GroupKind } from '../declarations/kinds/group.kind';
import { ModelKind } from '../declarations/kinds/model.kind';
import { PriceKind } from '../declarations/kinds/price.kind';
import { ProviderKind } from '../declarations/kinds/provider.kind';

const nothing = () => Promise.resolve();

/** What one database has, without a server around it. */
export async function declarationsBed() {
  const temporary = await temporaryDatabase();
  const { database } = temporary;
  const clock = new ManualClock();
  const catalog = new ModelCatalogService({ facts: PROVIDERS.flatMap(({ models }) => models), providers: PROVIDERS });
  const groups = new GroupRepository(database, clock);
  const clients = new ClientRepository(database);
  const prices = new OverrideRepository(database, clock);
  const overrides = new CatalogOverridesService(prices, new SettingRepository(database, clock), catalog);
  const directory: Pick<GroupDirectory, 'reload'> = { reload: nothing };
  const registry: Pick<ProviderRegistry, 'reload'> = { reload: nothing };
  const discovery = {
    refreshes: 0,
    refresh: () => {
      discovery.refreshes += 1;
      return nothing();
    },
  };
  const refreshing: Pick<ModelDiscoveryService, 'refresh'> = discovery;
  const keys = new ClientKeyService(clients, clock);
  const kinds = new DeclaredKinds(
    new GroupKind(groups, directory as GroupDirectory, catalog, clients, prices),
    new ModelKind(prices, overrides, catalog),
    new PriceKind(prices, overrides, catalog),
    new ProviderKind(
      new ProviderSettingsRepository(database, clock),
      registry as ProviderRegistry,
      refreshing as ModelDiscoveryService,
    ),
    new ClientKind(clients, groups, catalog, keys),
  );
  const changes = new ControlChanges(database, clock);
  const audit = new AuditRepository(database);
  const declarations = new Declarations(changes, kinds, clock);
  return { temporary, groups, clients, keys, changes, audit, directory, discovery, declarations };
}
