import { Command, SubCommand } from 'nest-commander';
import { NotFoundError } from '@app/common';
import { JobRepository } from '@app/persistence';
import { print, table, type OutputOptions } from '../output';
import { timeText } from './client-text';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

const MOST_LISTED = 200;

// The runner is for the gateway alone: where it starts, jobs of another process would count as abandoned.
@SubCommand({ name: 'list', description: 'List work that the gateway does in the background, the newest first' })
export class ListJobsCommand extends JsonCommand {
  override readonly example = 'jobs list';

  constructor(private readonly jobs: JobRepository) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const jobs = await this.jobs.list(MOST_LISTED);
    const rows = jobs.map(({ id, kind, state, progress, createdBy, createdAt, finishedAt }) => [
      ...[id, kind, state, `${progress.done}/${progress.total ?? '?'}`, createdBy],
      ...[timeText(createdAt, '-'), timeText(finishedAt, '-')],
    ]);
    print(jobs, options, table(['Id', 'Kind', 'State', 'Done', 'By', 'Begun', 'Ended'], rows));
  }
}

@SubCommand({ name: 'show', arguments: '<id>', description: 'Show a job and what came of it' })
export class ShowJobCommand extends JsonCommand {
  override readonly example = 'jobs show 019ab2c4-5d10-7c44-9a51-0d6f3f0c2b11';

  constructor(private readonly jobs: JobRepository) {
    super();
  }

  async run([id = '']: string[], options?: OutputOptions): Promise<void> {
    const job = await this.jobs.find(id);
    if (!job) throw new NotFoundError('There is no such job, or it is kept no longer.', 'job_not_found');
    print(job, options, JSON.stringify(job, null, 2));
  }
}

const VERBS = [ListJobsCommand, ShowJobCommand];

@Command({ name: 'jobs', description: 'Work in the background', subCommands: VERBS })
export class JobsCommand extends ParentCommand {
  override readonly example = 'jobs list';
}

export const JOB_COMMANDS = [JobsCommand, ...VERBS];
