import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { GatewayConfig } from './gateway-config';

/** Injection token of the checked configuration. */
export const GATEWAY_CONFIG = Symbol('GatewayConfig');

@Global()
@Module({})
export class ConfigModule {
  static register(config: GatewayConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: GATEWAY_CONFIG, useValue: config }],
      exports: [GATEWAY_CONFIG],
    };
  }
}
