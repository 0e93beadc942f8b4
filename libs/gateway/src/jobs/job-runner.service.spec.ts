import { Logger } from '@nestjs/common';
import { InvalidRequestError, NotFoundError } from '@app/common';
import type { Job } from '@app/contracts';
import { AuditRepository, ControlChanges, JobRepository } from '@app/persistence';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { JobRunner, type JobStep, type JobWork } from './job-runner.service';
import { JobUnderWayError } from './job-under-way.error';

describe('JobRunner', () => {
  let temporary: TemporaryDatabase;
  let repository: JobRepository;
  let runner: JobRunner;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    const clock = new ManualClock();
    repository = new JobRepository(temporary.database);
    runner = new JobRunner(repository, new ControlChanges(temporary.database, clock), clock);
  });
  afterEach(async () => {
    await runner.onApplicationShutdown();
    await temporary.remove();
    jest.restoreAllMocks();
  });

  const step = (done: number): JobStep => ({ done, result: { rows: done } });
  /** Work whose steps the test lets go on, one by one. */
  function held(steps: number): { work: JobWork; next: () => void } {
    let next: () => void = () => undefined;
    const work = async function* (): AsyncGenerator<JobStep, JobStep> {
      for (let done = 1; done < steps; done++) {
        await new Promise<void>((resolve) => (next = resolve));
        yield step(done);
      }
      return step(steps);
    };
    return { work, next: () => next() };
  }
  const start = (work: JobWork): Promise<Job> => runner.start(TESTER, 'reprice', { from: 1 }, work);
  const until = async (id: string, isSo: (job: Job) => boolean): Promise<Job> => {
    for (;;) {
      const job = await runner.find(id);
      if (isSo(job)) return job;
    }
  };
  const ended = (id: string): Promise<Job> => until(id, ({ finishedAt }) => finishedAt !== null);

  it('returns at once, tells how far it is, and keeps what came of it', async () => {
    const { work, next } = held(3);
    const job = await start(work);
    expect(job).toMatchObject({ state: 'running', createdBy: 'tester', result: null });
    next();
    await until(job.id, ({ progress }) => progress.done === 1);
    next();
    await expect(ended(job.id)).resolves.toMatchObject({
      state: 'done',
      progress: { done: 3, total: 3 },
      result: { rows: 3 },
      error: null,
    });
    expect((await new AuditRepository(temporary.database).list({}, 9)).map(({ action }) => action)).toEqual([
      'job.start',
    ]);
  });

  it('does one of a kind at a time', async () => {
    const { work, next } = held(2);
    const { id } = await start(work);
    await expect(start(work)).rejects.toBeInstanceOf(JobUnderWayError);
    next();
    await ended(id);
    const again = await start(held(1).work);
    await expect(ended(again.id)).resolves.toMatchObject({ state: 'done' });
  });

  it('is cancelled after the step under way', async () => {
    const { work, next } = held(5);
    const { id } = await start(work);
    await runner.cancel(TESTER, id);
    next();
    await expect(ended(id)).resolves.toMatchObject({ state: 'cancelled', result: { rows: 1 } });
    await expect(runner.cancel(TESTER, id)).rejects.toBeInstanceOf(NotFoundError);
  });

  it.each<[string, Error, string]>([
    ['for a reason of the user', new InvalidRequestError('No such range.'), 'No such range.'],
    ['for one of ours', new TypeError('secret detail'), 'It failed unexpectedly; the log has the cause.'],
  ])('says when it failed %s', async (_, failure, error) => {
    jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const { id } = await start(async function* () {
      yield step(1);
      throw failure;
    });
    await expect(ended(id)).resolves.toMatchObject({ state: 'failed', error, result: { rows: 1 } });
  });

  it('says of what was under way when the gateway ended that it was not finished', async () => {
    const { work, next } = held(5);
    const { id } = await start(work);
    const over = runner.onApplicationShutdown();
    next();
    await over;
    await expect(runner.find(id)).resolves.toMatchObject({ state: 'cancelled' });
    await repository.save({ ...(await runner.find(id)), state: 'running', finishedAt: null });
    await runner.onApplicationBootstrap();
    await expect(runner.find(id)).resolves.toMatchObject({
      state: 'failed',
      error: expect.stringContaining('stopped'),
    });
  });
});
