import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './load-config';
import type { GatewayConfig } from './gateway-config';

const FILE_NAME = 'encryption.key';
const KEY_BYTES = 32;

/**
 * The configured key, else the one kept in the data folder, made at the first start (mode 0600). Production never
 * comes here without a configured key: loadConfig refuses that.
 */
export function encryptionKeyOf({ encryptionKey, dataDir }: Pick<GatewayConfig, 'encryptionKey' | 'dataDir'>): Buffer {
  if (encryptionKey) return encryptionKey;
  const file = join(dataDir, FILE_NAME);
  return readKept(file) ?? makeKey(dataDir, file);
}

function readKept(file: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError([
      `${file} cannot be read (${String((error as NodeJS.ErrnoException).code)}); give this user access to it`,
    ]);
  }
  const key = Buffer.from(text, 'hex');
  if (key.length !== KEY_BYTES || text.length !== KEY_BYTES * 2) {
    throw new ConfigError([
      `${file} does not hold 64 hex characters; restore it, or remove it to have a new one made (stored provider keys are then lost)`,
    ]);
  }
  return key;
}

function makeKey(dataDir: string, file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process of the same installation was faster: use its key.
    if (code === 'EEXIST') return readKept(file) ?? key;
    throw new ConfigError([
      `the data folder ${dataDir} cannot be written (${String(code)}); set LLM_PROXY__DATA_DIR to a folder this user may write`,
    ]);
  }
  return key;
}
