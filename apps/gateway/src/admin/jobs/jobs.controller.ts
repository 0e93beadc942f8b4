import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { JobList, JobView } from '@app/contracts/admin';
import { JobRunner, LedgerJobs } from '@app/gateway';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { RepriceDto } from './dto/reprice.dto';

const RANGE = { from: 1_795_305_600_000, to: 1_795_392_000_000 };

const A_JOB: JobView = {
  ...{ id: '019ab2c4-5d10-7c44-9a51-0d6f3f0c2b11', kind: 'reprice', state: 'done', parameters: { ...RANGE } },
  progress: { done: 1_200, total: 1_200 },
  result: { runId: '019ab2c5-0000-7c44-9a51-0d6f3f0c2b11', examined: 1_200, changed: 40 },
  ...{ error: null, createdBy: 'admin', createdAt: 1_795_395_600_000 },
  ...{ startedAt: 1_795_395_600_000, finishedAt: 1_795_395_603_000 },
};

@AdminController('jobs')
@Access('admin')
export class JobsController {
  constructor(
    private readonly runner: JobRunner,
    private readonly ledger: LedgerJobs,
  ) {}

  @Get()
  @Documented({
    summary: 'Work in the background, newest first',
    response: 'JobList',
    example: { response: { items: [A_JOB] } },
  })
  async list(): Promise<JobList> {
    return { items: await this.runner.list() };
  }

  @Get(':id')
  @Documented({ summary: 'One job', response: 'JobView', example: { response: A_JOB } })
  find(@Param('id') id: string): Promise<JobView> {
    return this.runner.find(id);
  }

  @Post('reprice')
  @HttpCode(202)
  @Documented({
    summary: 'Rate what was used anew, by the prices that were in force then, as they are known now',
    request: 'RepriceRequest',
    response: 'JobView',
    status: 202,
    example: { request: { ...RANGE, isDryRun: true }, response: { ...A_JOB, state: 'running', result: null } },
  })
  reprice(@ActingUser() actor: Actor, @Body() { from, to, isDryRun = true }: RepriceDto): Promise<JobView> {
    return this.ledger.reprice(actor, { from, to, isDryRun });
  }

  @Post(':id/cancel')
  @HttpCode(204)
  @Documented({ summary: 'Stop a job after the step under way', status: 204, example: {} })
  async cancel(@ActingUser() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.runner.cancel(actor, id);
  }
}
