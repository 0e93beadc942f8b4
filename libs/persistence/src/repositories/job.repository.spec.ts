import type { Job } from '@app/contracts';
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database';
import { JobRepository } from './job.repository';

const job = (id: string, changes: Partial<Job> = {}): Job => ({
  ...{ id, kind: 'reprice', state: 'running', parameters: { from: 1 }, progress: { done: 2, total: null } },
  ...{ result: null, error: null, createdBy: 'admin', createdAt: 10, startedAt: 11, finishedAt: null },
  ...changes,
});

describe('JobRepository', () => {
  let temporary: TemporaryDatabase;
  let jobs: JobRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    jobs = new JobRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  it('keeps a job as it goes on, the newest first in lists', async () => {
    await jobs.save(job('a'));
    const done = job('a', { state: 'done', result: { changed: 3 }, progress: { done: 9, total: 9 }, finishedAt: 20 });
    await jobs.save(done);
    await jobs.save(job('b', { createdAt: 30 }));
    await expect(jobs.find('a')).resolves.toStrictEqual(done);
    await expect(jobs.find('nobody')).resolves.toBeNull();
    expect((await jobs.list(1)).map(({ id }) => id)).toEqual(['b']);
  });

  it('fails what nobody works on any more, and forgets what is old', async () => {
    await jobs.save(job('a', { state: 'waiting' }));
    await jobs.save(job('b', { state: 'done', createdAt: 5 }));
    await expect(jobs.failAbandoned('gone', 40)).resolves.toBe(1);
    await expect(jobs.find('a')).resolves.toMatchObject({ state: 'failed', error: 'gone', finishedAt: 40 });
    await jobs.removeOlder(10);
    expect((await jobs.list(9)).map(({ id }) => id)).toEqual(['a']);
  });
});
