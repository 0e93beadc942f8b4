import { hkdfSync } from 'node:crypto';
import { keyIdOf, sealedWith, SecretBox, SecretUnreadableError } from './secret-box';

const DERIVED_BYTES = 32;

/** The encryption keys of an installation. */
export interface RingKeys {
  /** Seals, and opens. */
  readonly current: Buffer;
  /** Only open what they sealed before the key was changed. */
  readonly old: readonly Buffer[];
}

/** Where the keys are kept. */
export interface KeySource {
  /** The keys as they are now; makes one where that is how they come to be. */
  read(): RingKeys;
  /** Whether `read` may say something else than the last time. Asked before each sealing, so cheap. */
  hasChanged(): boolean;
}

interface Boxes {
  readonly currentId: string;
  readonly current: SecretBox;
  readonly key: Buffer;
}

/**
 * Seals with the current key, and opens what any key that this process has known sealed. Looks for its keys when first
 * used, since some work needs none, and again when they have been changed: a key can be rotated under a running gateway.
 */
export class KeyRing {
  private readonly known = new Map<string, SecretBox>();
  private boxes: Boxes | undefined;

  constructor(private readonly source: KeySource) {}

  /** A ring of fixed keys. */
  static of(current: Buffer, ...old: Buffer[]): KeyRing {
    return new KeyRing({ read: () => ({ current, old }), hasChanged: () => false });
  }

  get currentId(): string {
    return this.now().currentId;
  }

  /** Of all keys that can open something, the current one's first. */
  get ids(): readonly string[] {
    const { currentId } = this.now();
    return [currentId, ...[...this.known.keys()].filter((id) => id !== currentId)];
  }

  seal(plain: string, context: string): string {
    return this.now().current.seal(plain, context);
  }

  /** @throws SecretUnreadableError */
  open(sealed: string, context: string): string {
    this.boxes ??= this.read();
    const id = sealedWith(sealed) ?? '';
    const box = this.known.get(id) ?? (this.now(), this.known.get(id));
    if (!box) throw new SecretUnreadableError(context);
    return box.open(sealed, context);
  }

  /** Another secret, of which nobody can tell that it comes from the current key. It changes when the key does. */
  derived(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.now().key, '', purpose, DERIVED_BYTES));
  }

  private now(): Boxes {
    if (!this.boxes || this.source.hasChanged()) this.boxes = this.read();
    return this.boxes;
  }

  /** Keys that are gone from the source stay known: what was sealed a moment ago may be on its way to the database. */
  private read(): Boxes {
    const { current, old } = this.source.read();
    for (const key of [current, ...old]) this.known.set(keyIdOf(key), new SecretBox(key));
    return { currentId: keyIdOf(current), current: new SecretBox(current), key: current };
  }
}
