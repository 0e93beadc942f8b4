import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from '@app/auth';
import { ClockModule } from '@app/common';
import type { GatewayConfig } from '@app/config';
import { InstallationModule } from '@app/gateway';
import { PersistenceModule } from '@app/persistence';
import { ResetAdminCommand } from '../commands/reset-admin.command';

/** Restoring the login alone: whoever is locked out may have no more than the data folder. */
@Module({})
export class ResetModule {
  static register(config: GatewayConfig): DynamicModule {
    return {
      module: ResetModule,
      imports: [ClockModule, InstallationModule.register(config), PersistenceModule, AuthModule],
      providers: [ResetAdminCommand],
    };
  }
}
