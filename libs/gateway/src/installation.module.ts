import { join } from 'node:path';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { BUNDLED_HOLIDAYS, CatalogOptions } from '@app/catalog';
import { KeyRing } from '@app/common';
import { GATEWAY_CONFIG, keyRingOf, LiveSettings, type GatewayConfig } from '@app/config';
import { DatabaseLocation } from '@app/persistence';
import { PROVIDERS } from '@app/providers';

const DATABASE_FILE = 'gophergate.db';

/** The database of an installation. */
export function databaseFileOf({ dataDir }: Pick<GatewayConfig, 'dataDir'>): string {
  return join(dataDir, DATABASE_FILE);
}

/** What one installation is made of: its configuration, its database, the providers it was built with. Global, as configuration is. */
@Global()
@Module({})
export class InstallationModule {
  static register(config: GatewayConfig): DynamicModule {
    const catalog: CatalogOptions = {
      facts: PROVIDERS.flatMap(({ models }) => models),
      providers: PROVIDERS.map(({ id, aliases }) => ({ id, aliases })),
      lifecycle: config.lifecycle,
      holidays: BUNDLED_HOLIDAYS,
    };
    return {
      module: InstallationModule,
      providers: [
        { provide: GATEWAY_CONFIG, useValue: config },
        { provide: LiveSettings, useValue: new LiveSettings(config) },
        { provide: KeyRing, useValue: keyRingOf(config) },
        { provide: CatalogOptions, useValue: catalog },
        { provide: DatabaseLocation, useValue: databaseFileOf(config) },
      ],
      exports: [GATEWAY_CONFIG, LiveSettings, KeyRing, CatalogOptions, DatabaseLocation],
    };
  }
}
