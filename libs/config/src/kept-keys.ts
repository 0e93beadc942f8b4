import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownSecrets, type KeySource, type RingKeys } from '@app/common';
import { ConfigError } from './config.error';

const CURRENT = 'encryption.key';
const OLD = 'encryption.old.key';
const KEY_BYTES = 32;
const MODE = 0o600;
const NO_FILE = 'none';

/** The encryption keys in the data folder, one a line in hexadecimal; the first is made when it is first asked for. */
export class KeptKeys implements KeySource {
  private readonly currentFile: string;
  private readonly oldFile: string;
  private seen: string | undefined;

  constructor(private readonly dataDir: string) {
    this.currentFile = join(dataDir, CURRENT);
    this.oldFile = join(dataDir, OLD);
  }

  /** @throws ConfigError */
  read(): RingKeys {
    if (stateOf(this.currentFile) === NO_FILE) this.makeKey();
    // Before the files are read: a change in between is then noticed the next time.
    this.seen = this.stateOfFiles();
    const [current] = keysIn(this.currentFile) ?? [];
    if (!current) throw damaged(this.currentFile);
    const old = keysIn(this.oldFile) ?? [];
    for (const key of [current, ...old]) knownSecrets.addKey(key);
    return { current, old };
  }

  hasChanged(): boolean {
    return this.stateOfFiles() !== this.seen;
  }

  /** Makes a new key the current one. The former goes to the old ones first: a crash in between loses neither. @throws ConfigError */
  rotate(): void {
    const { current, old } = this.read();
    const others = old.filter((key) => !key.equals(current));
    this.replace(this.oldFile, [current, ...others]);
    this.replace(this.currentFile, [randomBytes(KEY_BYTES)]);
  }

  private stateOfFiles(): string {
    return [this.currentFile, this.oldFile].map(stateOf).join();
  }

  private makeKey(): void {
    try {
      mkdirSync(this.dataDir, { recursive: true, mode: 0o700 });
      writeFileSync(this.currentFile, textOf([randomBytes(KEY_BYTES)]), { mode: MODE, flag: 'wx' });
    } catch (error) {
      // Another process of the same installation was faster: its key is the one.
      if (codeOf(error) !== 'EEXIST') throw unwritable(this.dataDir, error);
    }
  }

  private replace(file: string, keys: readonly Buffer[]): void {
    const next = `${file}.next`;
    try {
      rmSync(next, { force: true });
      writeFileSync(next, textOf(keys), { mode: MODE, flag: 'wx', flush: true });
      renameSync(next, file);
    } catch (error) {
      throw unwritable(this.dataDir, error);
    }
  }
}

/** undefined where there is no such file. */
function keysIn(file: string): Buffer[] | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ConfigError([`${file} cannot be read (${codeOf(error)}); give this user access to it`]);
  }
  const lines = text.split('\n').map((line) => line.trim());
  const keys = lines.filter((line) => line !== '');
  if (keys.length === 0 || keys.some((key) => !/^[0-9a-f]{64}$/i.test(key))) throw damaged(file);
  return keys.map((key) => Buffer.from(key, 'hex'));
}

/** The inode tells a replaced file, even one of the same size in the same millisecond. */
function stateOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : NO_FILE;
}

function damaged(file: string): ConfigError {
  return new ConfigError([
    `${file} does not hold 64 hex characters; restore it, or remove it to have a new one made (stored provider keys are then lost)`,
  ]);
}

function unwritable(folder: string, error: unknown): ConfigError {
  return new ConfigError([
    `the data folder ${folder} cannot be written (${codeOf(error)}); set LLM_PROXY__DATA_DIR to a folder this user may write`,
  ]);
}

const textOf = (keys: readonly Buffer[]): string => keys.map((key) => `${key.toString('hex')}\n`).join('');
const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code);
