export { GatewayError, typeForStatus } from './errors/gateway.error';
export type { ErrorType } from './errors/gateway.error';
export { Clock, systemClock } from './time/clock';
export { ClockModule } from './time/clock.module';
export { uuidV7 } from './ids/uuid-v7';
export { SecretBox, SecretUnreadableError } from './crypto/secret-box';
