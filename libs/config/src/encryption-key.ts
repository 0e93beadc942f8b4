import { z } from 'zod';

const HEX_KEY = /^[0-9a-f]{64}$/i;
const BASE64_KEY = /^[A-Za-z0-9+/]{43}=$/;
const MAKE_ONE = 'make one with: openssl rand -hex 32';

/** 32 bytes written as 64 hex or 44 base64 characters; anything that looks like a sample is refused. */
export const encryptionKey = z.string().transform((text, context) => {
  const isHex = HEX_KEY.test(text);
  if (!isHex && !BASE64_KEY.test(text)) {
    context.addIssue(`must be 32 bytes as 64 hex or 44 base64 characters; ${MAKE_ONE}`);
    return z.NEVER;
  }
  const key = Buffer.from(text, isHex ? 'hex' : 'base64');
  // A random key of 32 bytes has 30 or so different ones; samples repeat or count.
  if (new Set(key).size < 16 || isCounting(key)) {
    context.addIssue(`is too regular to be a secret; ${MAKE_ONE}`);
    return z.NEVER;
  }
  return key;
});

/** Several of them, separated by commas; none where the variable is not set. */
export const encryptionKeys = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((key) => key.trim())
      .filter((key) => key !== ''),
  )
  .pipe(z.array(encryptionKey));

function isCounting(key: Buffer): boolean {
  return key.every((byte, index) => index === 0 || (byte - (key[index - 1] ?? 0) + 256) % 256 === 1);
}
