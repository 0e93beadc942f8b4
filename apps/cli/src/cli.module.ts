import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from '@app/auth';
import { ClockModule } from '@app/common';
import type { GatewayConfig } from '@app/config';
import {
  DatabaseBackups,
  DeclarationsModule,
  GroupCalibrationModule,
  InstallationModule,
  KeyCheckModule,
  KeysModule,
  RepricingModule,
  RouteExplainModule,
} from '@app/gateway';
import { PersistenceModule } from '@app/persistence';
import { ProvidersModule } from '@app/providers';
import { RecountModule, RequestsModule } from '@app/telemetry';
import {
  ClientsCommand,
  CreateClientCommand,
  LimitClientCommand,
  ListClientsCommand,
  RevokeClientCommand,
} from './commands/clients.command';
import { AuditCommand, ListAuditCommand, VerifyAuditCommand } from './commands/audit.command';
import { BackupCommand, RestoreCommand } from './commands/backup.command';
import { DbCommand, MigrateCommand } from './commands/db.command';
import {
  ApplyClientsCommand,
  ApplyCommand,
  ApplyGroupsCommand,
  PlanClientsCommand,
  PlanCommand,
  PlanGroupsCommand,
} from './commands/declarations.command';
import { DoctorCommand } from './commands/doctor.command';
import { ExportUsageCommand } from './commands/export-usage.command';
import { PricesCommand, RepriceCommand } from './commands/prices.command';
import { CalibrateGroupCommand } from './commands/calibrate-group.command';
import {
  EnableGroupCommand,
  GroupsCommand,
  ListGroupsCommand,
  RemoveGroupCommand,
  SaveGroupsCommand,
  ShowGroupCommand,
} from './commands/groups.command';
import { ExplainRouteCommand, RouteCommand } from './commands/route.command';
import { ForgetKeyCommand, KeyCommand, KeyStatusCommand, RotateKeyCommand } from './commands/key.command';
import { ListProvidersCommand, ProvidersCommand } from './commands/providers.command';
import { ResetAdminCommand } from './commands/reset-admin.command';
import { RecountCommand, UsageCommand } from './commands/usage.command';

/** Every command there is. */
export const COMMANDS = [
  ClientsCommand,
  CreateClientCommand,
  ListClientsCommand,
  LimitClientCommand,
  RevokeClientCommand,
  PlanCommand,
  ApplyCommand,
  PlanGroupsCommand,
  ApplyGroupsCommand,
  PlanClientsCommand,
  ApplyClientsCommand,
  DbCommand,
  MigrateCommand,
  BackupCommand,
  RestoreCommand,
  DoctorCommand,
  AuditCommand,
  VerifyAuditCommand,
  ListAuditCommand,
  GroupsCommand,
  ListGroupsCommand,
  ShowGroupCommand,
  SaveGroupsCommand,
  RemoveGroupCommand,
  EnableGroupCommand,
  CalibrateGroupCommand,
  KeyCommand,
  KeyStatusCommand,
  RotateKeyCommand,
  ForgetKeyCommand,
  PricesCommand,
  RepriceCommand,
  ProvidersCommand,
  ListProvidersCommand,
  ResetAdminCommand,
  RouteCommand,
  ExplainRouteCommand,
  UsageCommand,
  RecountCommand,
  ExportUsageCommand,
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
        DeclarationsModule,
        RequestsModule,
      ],
      providers: [DatabaseBackups, ...COMMANDS],
    };
  }
}
