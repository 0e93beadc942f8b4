export { TelemetryModule } from './telemetry.module';
export { RequestLogWriter } from './request-log/request-log.writer';
export type { RequestLogState } from './request-log/request-log.writer';
export { DEFAULT_LIMITS, RequestLogLimits } from './request-log/request-log-limits';
export { RecountModule } from './recount/recount.module';
export { RecountService } from './recount/recount.service';
export type { RecountedDay, RecountRange } from './recount/recount.service';
export { utcDayAt, utcDayOf } from './recount/utc-day';
export { RetentionModule } from './retention/retention.module';
