import * as sqlite3 from 'sqlite3';
import type { DataSourceOptions } from 'typeorm';
import { AuditEntryEntity } from '../entities/audit-entry.entity';
import { CapturedBodyEntity } from '../entities/captured-body.entity';
import { ClientEntity } from '../entities/client.entity';
import { GroupEntity } from '../entities/group.entity';
import { JobEntity } from '../entities/job.entity';
import { JournalCheckpointEntity } from '../entities/journal-checkpoint.entity';
import { KeptStateEntity } from '../entities/kept-state.entity';
import { ModelOverrideEntity } from '../entities/model-override.entity';
import { PriceOverrideEntity } from '../entities/price-override.entity';
import { ProviderEntity } from '../entities/provider.entity';
import { RepricingEntity } from '../entities/repricing.entity';
import { RequestEntity } from '../entities/request.entity';
import { SessionEntity } from '../entities/session.entity';
import { SettingEntity } from '../entities/setting.entity';
import { StoredResponseEntity } from '../entities/stored-response.entity';
import { UsageDayEntity, UsageHourEntity, UsageQuarterEntity } from '../entities/usage-bucket.entity';
import { UserEntity } from '../entities/user.entity';
import { InitialSchema1795348800000 } from '../migrations/1795348800000-initial-schema';
import { KeptStates1795392000000 } from '../migrations/1795392000000-kept-states';
import { Ledger1795435200000 } from '../migrations/1795435200000-ledger';
import { RouteTraces1795478400000 } from '../migrations/1795478400000-route-traces';
import { ControlPlane1795564800000 } from '../migrations/1795564800000-control-plane';
import { sqliteFileOf } from './database-location';
import type { DatabaseLocation } from './database-location';
import { SnakeNamingStrategy } from './snake-naming.strategy';

/**
 * `control` keeps configuration and keys and runs the migrations, `ledger` belongs to the request writer alone, and
 * `reader` serves long queries and cannot write. Three connections, so that none waits behind another's statements.
 */
export type DatabaseRole = 'control' | 'ledger' | 'reader';

/** How long a statement waits for another process's lock. */
export const BUSY_TIMEOUT_MS = 5_000;

/**
 * TypeORM asks the driver to be verbose: it then formats the parameters of every single call, which doubles the cost of
 * small statements, and writes them into the stacks of errors, where secrets would end up in logs.
 */
const quietSqlite = { ...sqlite3, verbose: () => sqlite3 };

/** The one place that knows the driver. */
export function dbOptions(
  location: DatabaseLocation,
  busyTimeoutMs: number = BUSY_TIMEOUT_MS,
): DataSourceOptions & { readonly database: string } {
  return {
    type: 'sqlite',
    driver: quietSqlite,
    database: sqliteFileOf(location),
    enableWAL: true,
    busyTimeout: busyTimeoutMs,
    synchronize: false,
    logging: false,
    namingStrategy: new SnakeNamingStrategy(),
    entities: [
      ClientEntity,
      UserEntity,
      ProviderEntity,
      ModelOverrideEntity,
      PriceOverrideEntity,
      GroupEntity,
      RequestEntity,
      SettingEntity,
      KeptStateEntity,
      StoredResponseEntity,
      UsageQuarterEntity,
      UsageHourEntity,
      UsageDayEntity,
      JournalCheckpointEntity,
      RepricingEntity,
      CapturedBodyEntity,
      SessionEntity,
      AuditEntryEntity,
      JobEntity,
    ],
    migrations: [
      InitialSchema1795348800000,
      KeptStates1795392000000,
      Ledger1795435200000,
      RouteTraces1795478400000,
      ControlPlane1795564800000,
    ],
    migrationsTableName: 'schema_migrations',
  };
}

/** What SQLite forgets with each connection and must be told again. */
export function pragmasFor(role: DatabaseRole): readonly string[] {
  const common = ['PRAGMA synchronous = NORMAL', 'PRAGMA foreign_keys = ON'];
  return role === 'reader' ? [...common, 'PRAGMA query_only = 1'] : common;
}
