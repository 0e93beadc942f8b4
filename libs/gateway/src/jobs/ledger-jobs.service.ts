import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '@app/common';
import type { Actor, Job } from '@app/contracts';
import { RepriceService, type RepriceRange } from '../repricing/reprice.service';
import type { RepriceReport } from '../repricing/reprice-totals';
import { JobRunner, type JobStep } from './job-runner.service';

/** Jobs that walk over the ledger. */
@Injectable()
export class LedgerJobs {
  constructor(
    private readonly runner: JobRunner,
    private readonly repricing: RepriceService,
  ) {}

  /** What was used is rated anew; a dry run tells what would change. @throws InvalidRequestError, JobUnderWayError */
  reprice(actor: Actor, { from, to, isDryRun }: RepriceRange): Promise<Job> {
    if (to <= from) throw new InvalidRequestError('The range ends before it begins.', 'to');
    return this.runner.start(actor, 'reprice', { from, to, isDryRun }, () =>
      stepsOf(this.repricing.run({ from, to, isDryRun })),
    );
  }
}

async function* stepsOf(reports: AsyncGenerator<RepriceReport, RepriceReport>): AsyncGenerator<JobStep, JobStep> {
  for (;;) {
    const { value, done } = await reports.next();
    const step = { done: value.examined, result: { ...value } };
    if (done) return step;
    yield step;
  }
}
