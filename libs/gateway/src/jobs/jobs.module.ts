import { Module } from '@nestjs/common';
import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { RecountModule } from '@app/telemetry';
import { RepricingModule } from '../repricing/repricing.module';
import { JobRunner } from './job-runner.service';
import { LedgerJobs } from './ledger-jobs.service';

/** Work in the background, for the admin API. */
@Module({
  imports: [ClockModule, PersistenceModule, RecountModule, RepricingModule],
  providers: [JobRunner, LedgerJobs],
  exports: [JobRunner, LedgerJobs],
})
export class JobsModule {}
