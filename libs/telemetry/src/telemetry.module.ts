import { ClockModule } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { BodyCapture } from './capture/body-capture.service';
import { journalRoot } from './journal/journal-backlog';
import { JOURNAL_DEFAULTS } from './journal/journal-options';
import { Journals } from './journal/journals';
import { LiveFeed } from './live/live-feed.service';
import { DEFAULT_LIMITS, RequestLogLimits } from './request-log/request-log-limits';
import { RequestLogWriter } from './request-log/request-log.writer';
import { systemTimers, Timers } from './request-log/timers';

@Module({
  imports: [ClockModule, PersistenceModule],
  providers: [
    { provide: Timers, useValue: systemTimers },
    { provide: RequestLogLimits, useValue: DEFAULT_LIMITS },
    {
      provide: Journals,
      inject: [GATEWAY_CONFIG, Timers],
      useFactory: ({ dataDir, journal }: Pick<GatewayConfig, 'dataDir' | 'journal'>, timers: Timers) => {
        const { durability, reserveBytes } = journal;
        const folder = journalRoot(dataDir, journal.folder);
        return Journals.open({ ...JOURNAL_DEFAULTS, durability, reserveBytes, folder }, timers);
      },
    },
    RequestLogWriter,
    BodyCapture,
    LiveFeed,
  ],
  exports: [RequestLogWriter, BodyCapture, LiveFeed, Timers],
})
export class TelemetryModule {}
