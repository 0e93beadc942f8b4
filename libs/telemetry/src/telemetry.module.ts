import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { DEFAULT_LIMITS, RequestLogLimits } from './request-log/request-log-limits';
import { RequestLogWriter } from './request-log/request-log.writer';
import { systemTimers, Timers } from './request-log/timers';

@Module({
  imports: [ClockModule, PersistenceModule],
  providers: [
    { provide: Timers, useValue: systemTimers },
    { provide: RequestLogLimits, useValue: DEFAULT_LIMITS },
    RequestLogWriter,
  ],
  exports: [RequestLogWriter],
})
export class TelemetryModule {}
