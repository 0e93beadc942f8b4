import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { Timers } from '../request-log/timers';
import { backgroundTimers } from './background-timers';
import { RetentionService } from './retention.service';

/** For the server alone: a command that removed old rows by the way would surprise. The application provides the configuration. */
@Module({
  imports: [ClockModule, PersistenceModule],
  providers: [{ provide: Timers, useValue: backgroundTimers }, RetentionService],
})
export class RetentionModule {}
