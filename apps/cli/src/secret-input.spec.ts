import { Readable } from 'node:stream';
import { secretFromStdin } from './secret-input';

const read = (text: string, isTTY = false): Promise<string> =>
  secretFromStdin('the key', { isTTY, stream: Readable.from([text]) });

describe('secretFromStdin', () => {
  it.each(['abc', 'abc\n', ' abc \r\n'])('takes %j without what surrounds it', async (text) => {
    await expect(read(text)).resolves.toBe('abc');
  });

  it.each(['', '\n', '  '])('refuses %j', async (text) => {
    await expect(read(text)).rejects.toThrow('waits for the key on standard input, and nothing came');
  });

  it('lets nobody type it in the open', async () => {
    await expect(read('abc', true)).rejects.toThrow('Give the key on standard input from a file or a program');
  });
});
