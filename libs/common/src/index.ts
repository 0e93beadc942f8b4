export { GatewayError } from './errors/gateway.error';
export type { ErrorType } from './errors/gateway.error';
export {
  InvalidRequestError,
  BodyTooLargeError,
  UnsupportedMediaTypeError,
  UnknownPathError,
  ClientGoneError,
  CancelledByOperatorError,
  TemporarilyUnavailableError,
} from './errors/request.errors';
export { ManagedByFileError } from './errors/change.errors';
export { NotFoundError } from './errors/not-found.error';
export { PLAYGROUND_CLIENT } from './actors/playground-client';
export { commandLineActor, SYSTEM_ACTOR } from './actors/actors';
export { operator } from './actors/operator';
export { toOpenAiError } from './errors/openai-error.mapper';
export type { MappedError } from './errors/openai-error.mapper';
export { Clock, systemClock } from './time/clock';
export { isTimeZone, nextStart, offsetAt, startOfZoned, zonedBuckets } from './time/zone';
export type { CalendarUnit } from './time/zone';
export { ClockModule } from './time/clock.module';
export { StartupLogger } from './logging/startup-logger';
export { isPrivateAddress, isWithin, rangeOf } from './net/addresses';
export type { AddressRange } from './net/addresses';
export { isLocalHost } from './net/local-host';
export { TrustedProxies } from './net/trusted-proxies';
export type { Arrival, Origin } from './net/trusted-proxies';
export { redacted } from './logging/redact';
export { knownSecrets } from './logging/known-secrets';
export { encodedForms } from './logging/encoded-forms';
export { safeLine, safeText } from './logging/safe-line';
export { uuidV7 } from './ids/uuid-v7';
export { keyIdOf, sealedWith, SecretBox, SecretUnreadableError } from './crypto/secret-box';
export { KeyRing } from './crypto/key-ring';
export type { KeySource, RingKeys } from './crypto/key-ring';
export { JsonDocument } from './json/json-document';
export type { JsonObject } from './json/json-document';
export { nanoUsdOfText, usdText } from './money/usd-text';
export { isRecord } from './json/is-record';
export { streamFrom } from './streaming/stream-from';
export { SseDecoder } from './streaming/sse-decoder';
export { JsonArrayDecoder } from './streaming/json-array-decoder';
export { MalformedStreamError } from './streaming/stream-limits';
