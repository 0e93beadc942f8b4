import type { Job, JobState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Database } from '../database/database';
import { JobEntity } from '../entities/job.entity';

const UNDER_WAY: readonly JobState[] = ['waiting', 'running'];

@Injectable()
export class JobRepository {
  constructor(private readonly database: Database) {}

  /** Creates the job or replaces the one of that id. */
  async save(job: Job): Promise<void> {
    const { progress, parameters, result, ...columns } = job;
    const row: JobEntity = {
      ...columns,
      parameters: { ...parameters },
      result: result && { ...result },
      doneSteps: progress.done,
      totalSteps: progress.total,
    };
    await this.database.control.run((manager) => manager.upsert<object>(JobEntity, row, ['id']));
  }

  async find(id: string): Promise<Job | null> {
    const row = await this.database.control.run((manager) => manager.findOneBy(JobEntity, { id }));
    return row && jobOf(row);
  }

  /** Newest first. */
  async list(limit: number): Promise<Job[]> {
    const rows = await this.database.control.run((manager) =>
      manager.find(JobEntity, { order: { createdAt: 'DESC', id: 'DESC' }, take: limit }),
    );
    return rows.map(jobOf);
  }

  /** Jobs that were under way when their process ended; returns how many. */
  async failAbandoned(error: string, finishedAt: number): Promise<number> {
    const result = await this.database.control.run((manager) =>
      manager.update(JobEntity, { state: In([...UNDER_WAY]) }, { state: 'failed', error, finishedAt }),
    );
    return result.affected ?? 0;
  }

  async removeOlder(than: number): Promise<void> {
    await this.database.control.run((manager) => manager.delete(JobEntity, { createdAt: LessThan(than) }));
  }
}

function jobOf({ doneSteps: done, totalSteps: total, ...job }: JobEntity): Job {
  return { ...job, progress: { done, total } };
}
