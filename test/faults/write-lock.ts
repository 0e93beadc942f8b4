import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The write lock of a SQLite file in the hands of another process. */
export class WriteLock {
  private constructor(private readonly holder: ChildProcess) {}

  static async take(file: string): Promise<WriteLock> {
    const holder = fork(join(__dirname, 'write-lock.process.js'), [file]);
    const [message] = (await Promise.race([once(holder, 'message'), once(holder, 'exit')])) as unknown[];
    if (message !== 'held') throw new Error('The write lock was not to be had.');
    return new WriteLock(holder);
  }

  /** The operating system takes the lock back. */
  async release(): Promise<void> {
    if (this.holder.exitCode !== null || this.holder.signalCode !== null) return;
    const ended = once(this.holder, 'exit');
    this.holder.kill('SIGKILL');
    await ended;
  }
}
