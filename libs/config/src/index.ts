export type { GatewayConfig, JournalDurability, ProviderConfig } from './gateway-config';
export { GATEWAY_CONFIG, providerVariables } from './gateway-config';
export { ConfigError, loadConfig, readEnvironment } from './load-config';
export type { Environment, LoadedConfig } from './load-config';
export { encryptionKeyOf } from './encryption-key';
export { renderEnvExample } from './env-example';
export type { ProviderHint } from './env-example';
