import { Clock, ClockModule } from '@app/common';
import { Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { AuditRepository } from './control/audit.repository';
import { ControlChanges } from './control/control-changes';
import { Database } from './database/database';
import { DatabaseLocation } from './database/database-location';
import { openDatabase } from './database/open-database';
import { CapturedBodyRepository } from './repositories/captured-body.repository';
import { ClientRepository } from './repositories/client.repository';
import { GroupRepository } from './repositories/group.repository';
import { JobRepository } from './repositories/job.repository';
import { KeptStateRepository } from './repositories/kept-state.repository';
import { LedgerRepository } from './repositories/ledger.repository';
import { OverrideRepository } from './repositories/override.repository';
import { ProviderSettingsRepository } from './repositories/provider-settings.repository';
import { RepricingRepository } from './repositories/repricing.repository';
import { RequestRepository } from './requests/request.repository';
import { SessionRepository } from './repositories/session.repository';
import { SettingRepository } from './repositories/setting.repository';
import { StoredResponseRepository } from './repositories/stored-response.repository';
import { SealedValueRepository } from './sealed/sealed-value.repository';
import { UsageReportRepository } from './usage/usage-report.repository';
import { UserRepository } from './repositories/user.repository';
import { RecountRepository } from './rollups/recount.repository';
import { RetentionRepository } from './rollups/retention.repository';

const REPOSITORIES = [
  ControlChanges,
  AuditRepository,
  ClientRepository,
  UserRepository,
  SessionRepository,
  ProviderSettingsRepository,
  OverrideRepository,
  GroupRepository,
  RequestRepository,
  LedgerRepository,
  CapturedBodyRepository,
  RepricingRepository,
  UsageReportRepository,
  JobRepository,
  SettingRepository,
  SealedValueRepository,
  KeptStateRepository,
  StoredResponseRepository,
  RecountRepository,
  RetentionRepository,
];

/**
 * The database is open, migrated and seeded before anyone gets a repository, and closed after every module that
 * imports this one has shut down. The application provides `DatabaseLocation` from a global module.
 */
@Module({
  imports: [ClockModule],
  providers: [
    {
      provide: Database,
      inject: [DatabaseLocation, Clock],
      useFactory: (location: DatabaseLocation, clock: Clock) => openDatabase(location, {}, clock),
    },
    ...REPOSITORIES,
  ],
  exports: [Database, ...REPOSITORIES],
})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}
