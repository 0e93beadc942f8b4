export { TelemetryModule } from './telemetry.module';
export { RequestLogWriter } from './request-log/request-log.writer';
export type { RequestLogState } from './request-log/request-log.writer';
export { Timers } from './request-log/timers';
export { DEFAULT_LIMITS, RequestLogLimits } from './request-log/request-log-limits';
