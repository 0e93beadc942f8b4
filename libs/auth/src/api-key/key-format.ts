import { createHash, randomBytes, randomInt } from 'node:crypto';

const SCHEME = 'sk-gg-';
const PREFIX_CHARS = 8;
const SECRET_BYTES = 32;
const PREFIX_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** 32 bytes are 43 characters of base64url. */
const FORMAT = /^sk-gg-[a-z0-9]{8}[A-Za-z0-9_-]{43}$/;

export interface NewKey {
  /** The whole key; shown once and kept nowhere. */
  readonly key: string;
  /** Its public part. */
  readonly prefix: string;
  readonly hash: string;
}

/** A key of 32 random bytes behind a public prefix by which people can tell keys apart. */
export function newKey(): NewKey {
  const id = Array.from({ length: PREFIX_CHARS }, () => PREFIX_ALPHABET.charAt(randomInt(PREFIX_ALPHABET.length))).join(
    '',
  );
  const prefix = SCHEME + id;
  const key = prefix + randomBytes(SECRET_BYTES).toString('base64url');
  return { key, prefix, hash: hashOf(key) };
}

/** Whether the text can be a key at all; what cannot is refused without a look-up. */
export function isKeyShaped(text: string): boolean {
  return FORMAT.test(text);
}

/** Lower-case hex SHA-256. The key is 256 random bits, so a fast hash is enough, and the whole of it is the look-up key. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
