import { lstat, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidRequestError, isRecord } from '@app/common';

/** For its owner alone: what was asked of models, and by whom, is nobody else's business. */
const MODE = 0o600;

/** Writes to standard output, as fast as it is read; a reader that goes away early, as `head` does, has had enough. */
export async function writeToStdout(chunks: AsyncIterable<string>, output: NodeJS.WritableStream): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), output, { end: false });
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw error;
  }
}

/**
 * Writes a file that is there as a whole, or not at all; with `isForced` it takes the place of another one.
 * @throws InvalidRequestError when it is there already, or cannot be
 */
export async function writeToFile(chunks: AsyncIterable<string>, path: string, isForced: boolean): Promise<void> {
  if (isForced) await refuseSpecial(path);
  // The old file stays until there is a new one, which never inherits its mode or a link to somewhere else.
  const target = isForced ? `${path}.${process.pid}.tmp` : path;
  const file = await open(target, 'wx', MODE).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  try {
    await pipeline(Readable.from(chunks), file.createWriteStream());
    if (isForced) await rename(target, path);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

/** Replacing a folder or `/dev/null` by a file is never what was meant. */
async function refuseSpecial(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found !== undefined && !found.isFile()) throw new InvalidRequestError(`"${path}" is there and no plain file.`);
}

function cannotWrite(path: string, cause: unknown): InvalidRequestError {
  const reason =
    codeOf(cause) === 'EEXIST' ? 'is there already; --force replaces it.' : `cannot be written (${codeOf(cause)}).`;
  return new InvalidRequestError(`"${path}" ${reason}`, null, 'invalid_request', { cause });
}

function codeOf(error: unknown): string {
  return isRecord(error) ? String(error['code']) : String(error);
}
