export type { GatewayConfig, ProviderConfig } from './gateway-config';
export { providerVariables } from './gateway-config';
export { ConfigError, loadConfig, readEnvironment } from './load-config';
export type { Environment, LoadedConfig } from './load-config';
export { encryptionKeyOf } from './encryption-key';
export { renderEnvExample } from './env-example';
export type { ProviderHint } from './env-example';
export { ConfigModule, GATEWAY_CONFIG } from './config.module';
