import { join } from 'node:path';
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

  it('says what is wrong with a file that cannot be made', async () => {
    await expect(ProcessLock.tryAcquire(join(folder.path, 'no', 'such', 'folder'))).rejects.toMatchObject({
      code: 'SQLITE_CANTOPEN',
    });
  });
});
