import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { temporaryFolder } from '../testing/temporary-database';
import { ProcessLock } from './process-lock';

describe('ProcessLock', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'lock');
  afterAll(() => folder.remove());

  it('is held once, and can be taken when it was released', async () => {
    const first = await ProcessLock.tryAcquire(file);
    expect(first).toBeDefined();
    await expect(ProcessLock.tryAcquire(file)).resolves.toBeUndefined();
    await first?.release();
    const again = await ProcessLock.tryAcquire(file);
    expect(again).toBeDefined();
    await again?.release();
  });

  it('is given back by the system when its holder is killed', async () => {
    const script = join(folder.path, 'holder.js');
    writeFileSync(
      script,
      `const { Database } = require(${JSON.stringify(require.resolve('sqlite3'))});
       const held = new Database(${JSON.stringify(file)}, () => held.exec('BEGIN EXCLUSIVE', () => process.send('held')));
       setInterval(() => {}, 1000);`,
    );
    const holder = fork(script);
    await once(holder, 'message');
    await expect(ProcessLock.tryAcquire(file)).resolves.toBeUndefined();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = await ProcessLock.tryAcquire(file);
    expect(lock).toBeDefined();
    await lock?.release();
  });

  it('says what is wrong with a file that cannot be made', async () => {
    await expect(ProcessLock.tryAcquire(join(folder.path, 'no', 'such', 'folder'))).rejects.toMatchObject({
      code: 'SQLITE_CANTOPEN',
    });
  });
});
