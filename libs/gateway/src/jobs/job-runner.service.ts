import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, GatewayError, NotFoundError, uuidV7 } from '@app/common';
import type { Actor, AuditedChange, Job } from '@app/contracts';
import { ControlChanges, JobRepository } from '@app/persistence';
import { JobUnderWayError } from './job-under-way.error';

/** Work in steps: each yields what it has come to, the last one returns it. */
export type JobWork = () => AsyncGenerator<JobStep, JobStep>;

export interface JobStep {
  readonly done: number;
  readonly result: Readonly<Record<string, unknown>>;
}

const KEPT_MS = 90 * 86_400_000;
const MOST_LISTED = 200;

/** Does work that outlasts a request, one job of a kind at a time, and keeps what came of it. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(JobRunner.name);
  private readonly running = new Map<
    string,
    { readonly kind: string; isStopped: boolean; readonly ended: Promise<void> }
  >();
  private isOver = false;

  constructor(
    private readonly jobs: JobRepository,
    private readonly changes: ControlChanges,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const now = this.clock.now();
    await this.jobs.failAbandoned(
      'The gateway was stopped while this ran. What it reported was done; start it again.',
      now,
    );
    await this.jobs.removeOlder(now - KEPT_MS);
  }

  /** Stops after the step under way. */
  async onApplicationShutdown(): Promise<void> {
    this.isOver = true;
    for (const job of this.running.values()) job.isStopped = true;
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  /** Newest first. */
  list(): Promise<Job[]> {
    return this.jobs.list(MOST_LISTED);
  }

  /** @throws NotFoundError */
  async find(id: string): Promise<Job> {
    const job = await this.jobs.find(id);
    if (!job) throw new NotFoundError('There is no such job, or it is kept no longer.', 'job_not_found');
    return job;
  }

  /** Begins the work and returns at once. @throws JobUnderWayError */
  async start(actor: Actor, kind: string, parameters: Job['parameters'], work: JobWork): Promise<Job> {
    if ([...this.running.values()].some((other) => other.kind === kind)) throw new JobUnderWayError(kind);
    const now = this.clock.now();
    const job: Job = {
      ...{ id: uuidV7(now), kind, state: 'running', parameters, progress: { done: 0, total: null } },
      ...{ result: null, error: null, createdBy: actor.name, createdAt: now, startedAt: now, finishedAt: null },
    };
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    this.running.set(job.id, { kind, isStopped: false, ended: begun.then(() => this.run(job, work)) });
    try {
      await this.changes.make(actor, async () =>
        Promise.resolve({ result: undefined, audit: [entry('job.start', job)] }),
      );
      await this.jobs.save(job);
    } catch (error) {
      this.running.delete(job.id);
      throw error;
    }
    begin();
    return job;
  }

  /** It ends after the step under way; what it has done stays done. @throws NotFoundError */
  async cancel(actor: Actor, id: string): Promise<void> {
    const running = this.running.get(id);
    if (!running) throw new NotFoundError('There is no such job under way.', 'job_not_found');
    running.isStopped = true;
    const job = await this.find(id);
    await this.changes.make(actor, async () =>
      Promise.resolve({ result: undefined, audit: [entry('job.cancel', job)] }),
    );
  }

  private async run(job: Job, work: JobWork): Promise<void> {
    let last: JobStep | undefined;
    const ended = (fields: Partial<Job>): Job => ({
      ...job,
      progress: { done: last?.done ?? 0, total: last?.done ?? null },
      result: last?.result ?? null,
      finishedAt: this.clock.now(),
      ...fields,
    });
    let outcome: Job;
    try {
      const steps = work();
      for (;;) {
        const { value, done } = await steps.next();
        last = value;
        const isStopped = this.running.get(job.id)?.isStopped === true;
        if (done || isStopped) {
          outcome = ended(done ? { state: 'done' } : { state: 'cancelled', error: this.stopReason() });
          break;
        }
        await this.jobs.save({ ...job, progress: { done: value.done, total: null }, result: value.result });
      }
    } catch (error) {
      if (!(error instanceof GatewayError))
        this.logger.error({ err: error, msg: `Job ${job.id} (${job.kind}) failed` });
      const reason = error instanceof GatewayError ? error.message : 'It failed unexpectedly; the log has the cause.';
      outcome = ended({ state: 'failed', error: reason });
    }
    this.running.delete(job.id);
    await this.jobs.save(outcome).catch((error: unknown) => {
      this.logger.error(`What came of job ${job.id} cannot be written: ${String(error)}`);
    });
  }

  private stopReason(): string {
    return this.isOver
      ? 'The gateway was stopped. What was done stays done.'
      : 'It was cancelled. What was done stays done.';
  }
}

function entry(action: string, { id, kind, parameters }: Job): AuditedChange {
  return { action, entity: 'job', entityId: id, entityName: kind, before: null, after: { kind, ...parameters } };
}
