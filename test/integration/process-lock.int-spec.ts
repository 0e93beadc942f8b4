import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessLock } from '@app/persistence';
import { temporaryFolder } from '../support/temporary-folder';

const { folder, remove } = temporaryFolder();
afterAll(remove);

it('a lock is given back by the system when its holder is killed', async () => {
  const file = join(folder, 'lock');
  const script = join(folder, 'holder.js');
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
