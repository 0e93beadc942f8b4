import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { InvalidRequestError } from '@app/common';
import { writeToFile, writeToStdout } from './write-output';

async function* chunksOf(...texts: (string | Error)[]): AsyncGenerator<string> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield text;
  }
}
const failing = (code: string): Writable =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });

describe('writeToStdout', () => {
  it('writes chunk by chunk, waiting for each, and leaves the stream open', async () => {
    const events: string[] = [];
    const output = new Writable({
      highWaterMark: 1,
      write: (chunk, _encoding, done) => {
        events.push(`written ${String(chunk)}`);
        setImmediate(done);
      },
    });
    async function* read(): AsyncGenerator<string> {
      for (let index = 0; index < 40; index += 1) {
        events.push(`read ${index}`);
        yield String(index);
      }
    }
    await writeToStdout(read(), output);
    expect(events.filter((event) => event.startsWith('written'))).toHaveLength(40);
    // Streams read a few ahead, but not all.
    expect(events.indexOf('written 0')).toBeLessThan(events.indexOf('read 39'));
    expect(output.writableEnded).toBe(false);
  });

  it('has done enough for a reader that goes away', async () => {
    await expect(writeToStdout(chunksOf('a', 'b'), failing('EPIPE'))).resolves.toBeUndefined();
  });

  it.each<[string, AsyncGenerator<string>, Writable, RegExp]>([
    ['the output', chunksOf('a'), failing('EIO'), /EIO/],
    [
      'what is written',
      chunksOf('a', new Error('database is gone')),
      new Writable({ write: (_c, _e, done) => done() }),
      /gone/,
    ],
  ])('tells what went wrong with %s', async (_, chunks, output, message) => {
    await expect(writeToStdout(chunks, output)).rejects.toThrow(message);
  });
});

describe('writeToFile', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gophergate-output-'));
    path = join(folder, 'export.csv');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const modeOf = (file: string): number => statSync(file).mode & 0o777;

  it.each([false, true])('makes a file for its owner alone (forced: %s)', async (isForced) => {
    await writeToFile(chunksOf('ä', 'b\r\n'), path, isForced);
    expect(readFileSync(path, 'utf8')).toBe('äb\r\n');
    expect(modeOf(path)).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['export.csv']);
  });

  it('leaves a file that is there as it is', async () => {
    writeFileSync(path, 'old');
    const written = writeToFile(chunksOf('new'), path, false);
    await expect(written).rejects.toThrow(InvalidRequestError);
    await expect(written).rejects.toThrow(/there already; --force/);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('replaces it when forced, and its mode with it', async () => {
    writeFileSync(path, 'a longer old text', { mode: 0o644 });
    await writeToFile(chunksOf('new'), path, true);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe(0o600);
  });

  it('never leaves half a file', async () => {
    await expect(writeToFile(chunksOf('half', new Error('gone')), path, false)).rejects.toThrow('gone');
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(path, 'old');
    await expect(writeToFile(chunksOf('half', new Error('gone')), path, true)).rejects.toThrow('gone');
    expect(readdirSync(folder)).toEqual(['export.csv']);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it.each<[string, (at: string) => void]>([
    ['a folder', (at) => mkdirSync(at)],
    ['a link', (at) => symlinkSync(join(folder, 'elsewhere'), at)],
    ['a device', (at) => symlinkSync('/dev/null', at)],
  ])('replaces no %s', async (_, make) => {
    make(path);
    await expect(writeToFile(chunksOf('new'), path, true)).rejects.toThrow(InvalidRequestError);
    await expect(writeToFile(chunksOf('new'), path, false)).rejects.toThrow(InvalidRequestError);
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });

  it('says which file cannot be', async () => {
    const nowhere = join(folder, 'no', 'folder.csv');
    await expect(writeToFile(chunksOf('x'), nowhere, false)).rejects.toThrow(
      /folder\.csv" cannot be written \(ENOENT\)/,
    );
  });
});
