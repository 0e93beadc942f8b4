import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from '@app/auth';
import { ClockModule } from '@app/common';
import type { GatewayConfig } from '@app/config';
import {
  DatabaseBackups,
  DeclarationsModule,
  GroupBacktestModule,
  PriceImportModule,
  GroupCalibrationModule,
  InstallationModule,
  KeyCheckModule,
  KeysModule,
  ModelViewsModule,
  RequestDetails,
  RepricingModule,
  RouteExplainModule,
} from '@app/gateway';
import { PersistenceModule } from '@app/persistence';
import { ProvidersModule } from '@app/providers';
import { RecountModule, RequestsModule, UsageReportsModule } from '@app/telemetry';
import { CLIENT_COMMANDS } from './commands/clients.command';
import { AuditCommand, ListAuditCommand, VerifyAuditCommand } from './commands/audit.command';
import { BackupCommand, RestoreCommand } from './commands/backup.command';
import { DbCommand, MigrateCommand } from './commands/db.command';
import { CONFIG_COMMANDS } from './commands/config.command';
import { DECLARATION_COMMANDS } from './commands/declarations.command';
import { DoctorCommand } from './commands/doctor.command';
import { PRICE_COMMANDS } from './commands/prices.command';
import { GROUP_COMMANDS } from './commands/groups.command';
import { JOB_COMMANDS } from './commands/jobs.command';
import { MODEL_COMMANDS } from './commands/models.command';
import { ExplainRouteCommand, RouteCommand } from './commands/route.command';
import { ForgetKeyCommand, KeyCommand, KeyStatusCommand, RotateKeyCommand } from './commands/key.command';
import { PROVIDER_COMMANDS } from './commands/providers.command';
import { REQUEST_COMMANDS } from './commands/requests.command';
import { ResetAdminCommand } from './commands/reset-admin.command';
import { USER_COMMANDS } from './commands/users.command';
import { USAGE_COMMANDS } from './commands/usage.command';

/** Every command there is. */
export const COMMANDS = [
  ...CLIENT_COMMANDS,
  ...USER_COMMANDS,
  ...PROVIDER_COMMANDS,
  ...MODEL_COMMANDS,
  ...PRICE_COMMANDS,
  ...GROUP_COMMANDS,
  RouteCommand,
  ExplainRouteCommand,
  ...USAGE_COMMANDS,
  ...REQUEST_COMMANDS,
  ...JOB_COMMANDS,
  AuditCommand,
  VerifyAuditCommand,
  ListAuditCommand,
  ...DECLARATION_COMMANDS,
  ...CONFIG_COMMANDS,
  DbCommand,
  MigrateCommand,
  BackupCommand,
  RestoreCommand,
  KeyCommand,
  KeyStatusCommand,
  RotateKeyCommand,
  ForgetKeyCommand,
  DoctorCommand,
  ResetAdminCommand,
];

/** Works on the database itself; a running gateway notices within a second. */
@Module({})
export class CliModule {
  static register(config: GatewayConfig): DynamicModule {
    return {
      module: CliModule,
      imports: [
        ClockModule,
        InstallationModule.register(config),
        PersistenceModule,
        KeyCheckModule,
        KeysModule,
        AuthModule,
        ProvidersModule,
        RecountModule,
        RepricingModule,
        RouteExplainModule,
        GroupCalibrationModule,
        GroupBacktestModule,
        PriceImportModule,
        DeclarationsModule,
        RequestsModule,
        UsageReportsModule,
        ModelViewsModule,
      ],
      providers: [DatabaseBackups, RequestDetails, ...COMMANDS],
    };
  }
}
