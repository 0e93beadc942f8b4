import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const KEY_BYTES = 32;

/** A stored secret could not be opened: another key, another row, or changed bytes. */
export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadableError';
  constructor(context: string, options?: ErrorOptions) {
    super(
      `The secret "${context}" cannot be opened with the present LLM_PROXY__ENCRYPTION_KEY; restore the old key or store the secret again.`,
      options,
    );
  }
}

/** The name of a key, which tells nothing of it: eight hex characters. */
export function keyIdOf(key: Buffer): string {
  return createHash('sha256').update('gophergate key id').update(key).digest('hex').slice(0, 8);
}

/** The id of the key that a value was sealed with; undefined for anything else. */
export function sealedWith(sealed: string): string | undefined {
  return /^v1:([0-9a-f]{8}):/.exec(sealed)?.[1];
}

/**
 * Seals secrets at rest with AES-256-GCM under the installation's key. The context (table, column and row) is
 * authenticated too, so a sealed value that is moved to another row does not open.
 * Format: `v1:<key id>:<iv>:<ciphertext>:<tag>`, all parts base64url.
 */
export class SecretBox {
  private readonly keyId: string;

  constructor(private readonly key: Buffer) {
    if (key.length !== KEY_BYTES)
      throw new RangeError(`An encryption key has ${KEY_BYTES} bytes, this one ${key.length}.`);
    this.keyId = keyIdOf(key);
  }

  seal(plain: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return ['v1', this.keyId, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(':');
  }

  /** @throws SecretUnreadableError */
  open(box: string, context: string): string {
    const [version, , iv, sealed, tag, ...rest] = box.split(':');
    if (version !== 'v1' || iv === undefined || sealed === undefined || tag === undefined || rest.length > 0) {
      throw new SecretUnreadableError(context);
    }
    try {
      const decipher = createDecipheriv(ALGORITHM, this.key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
        .setAAD(Buffer.from(context))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(Buffer.from(sealed, 'base64url')).toString('utf8') + decipher.final('utf8');
    } catch (cause) {
      throw new SecretUnreadableError(context, { cause });
    }
  }
}
