import { Module, type DynamicModule } from '@nestjs/common';
import { ClockModule } from '@app/common';
import type { GatewayConfig } from '@app/config';
import { InstallationModule, KeysModule } from '@app/gateway';
import { ForgetKeyCommand, KeyCommand, KeyStatusCommand, RotateKeyCommand } from '../commands/key.command';

/** Work on keys, which begins where others refuse to start. */
@Module({})
export class KeyVerbModule {
  static register(config: GatewayConfig): DynamicModule {
    return {
      module: KeyVerbModule,
      imports: [ClockModule, InstallationModule.register(config), KeysModule],
      providers: [KeyCommand, KeyStatusCommand, RotateKeyCommand, ForgetKeyCommand],
    };
  }
}
