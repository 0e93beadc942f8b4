import type { DynamicModule } from '@nestjs/common';
import type { GatewayConfig } from '@app/config';
import { CliModule } from './cli.module';
import { AuditVerbModule } from './modules/audit.module';
import { DbVerbModule } from './modules/db.module';
import { KeyVerbModule } from './modules/key.module';
import { ResetModule } from './modules/reset.module';

/** What a verb needs and no more: some have to work on an installation that the others refuse to start on. */
export function moduleFor(verb: string | undefined, config: GatewayConfig): DynamicModule {
  switch (verb) {
    case 'reset-admin':
      return ResetModule.register(config);
    case 'db':
      return DbVerbModule.register(config);
    case 'audit':
      return AuditVerbModule.register(config);
    case 'key':
      return KeyVerbModule.register(config);
    default:
      return CliModule.register(config);
  }
}
