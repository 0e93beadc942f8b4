import { Module, type DynamicModule } from '@nestjs/common';
import { ClockModule } from '@app/common';
import type { GatewayConfig } from '@app/config';
import { DatabaseBackups, InstallationModule } from '@app/gateway';
import { BackupCommand, RestoreCommand } from '../commands/backup.command';
import { DbCommand, MigrateCommand } from '../commands/db.command';

/** Work on the database as a file, which must not be open for that. */
@Module({})
export class DbVerbModule {
  static register(config: GatewayConfig): DynamicModule {
    return {
      module: DbVerbModule,
      imports: [ClockModule, InstallationModule.register(config)],
      providers: [DatabaseBackups, DbCommand, MigrateCommand, BackupCommand, RestoreCommand],
    };
  }
}
