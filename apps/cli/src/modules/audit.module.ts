import { Module, type DynamicModule } from '@nestjs/common';
import { ClockModule } from '@app/common';
import type { GatewayConfig } from '@app/config';
import { InstallationModule } from '@app/gateway';
import { PersistenceModule } from '@app/persistence';
import { AuditCommand, ListAuditCommand, VerifyAuditCommand } from '../commands/audit.command';

/** The audit log, which needs no key. */
@Module({})
export class AuditVerbModule {
  static register(config: GatewayConfig): DynamicModule {
    return {
      module: AuditVerbModule,
      imports: [ClockModule, InstallationModule.register(config), PersistenceModule],
      providers: [AuditCommand, VerifyAuditCommand, ListAuditCommand],
    };
  }
}
