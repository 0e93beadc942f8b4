import type { Actor, AuditedChange } from '@app/contracts';
import type { ConfigKind } from '@app/contracts/admin';
import type { ControlTransaction } from '@app/persistence';
import type { ReadDocument } from './document-schema';

export type Fields = Readonly<Record<string, unknown>>;

/** An object as the database has it. */
export interface StoredObject<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
  readonly managedBy: string | null;
}

/** An object as the document wants it. */
export interface WantedObject<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
  /** Fields that differ although nobody may see how, e.g. a key. */
  readonly hidden?: readonly string[];
}

/** Who changes, and in whose name. */
export interface ChangeScope {
  readonly actor: Actor;
  readonly now: number;
  /** The file that owns what it declares; null for an import. */
  readonly file: string | null;
  /** Value of an environment variable; undefined where documents may not ask for any. */
  readonly variable?: ((name: string) => string | undefined) | undefined;
  /** Takes the keys that were made, which are shown this once. */
  readonly issued: (client: string, key: string) => void;
}

/** What is released stays as it is, and is nobody's from then on. */
export type ObjectChange<F extends Fields = Fields> =
  | { readonly action: 'save' | 'release'; readonly fields: F; readonly managedBy: string | null }
  | { readonly action: 'remove' };

/** One section of a document and the table behind it, as a transaction sees them. */
export interface OpenKind<F extends Fields = Fields> {
  readonly stored: readonly StoredObject<F>[];
  /** Undefined where the document says nothing of it. */
  readonly wanted: readonly WantedObject<F>[] | undefined;
  /** Writes, and tells what the audit log is to say. */
  write(name: string, change: ObjectChange<F>): Promise<AuditedChange>;
  /** Looks at what is there once all kinds are written: in between, one may still name what another has lost. @throws InvalidDocumentError */
  finish?(): Promise<void>;
}

/** Reads and writes one kind of object. */
export interface DeclaredKind<F extends Fields = Fields> {
  readonly kind: ConfigKind;
  /** Providers have no owner: several files may speak of them. */
  readonly isOwned: boolean;
  /** @throws InvalidDocumentError */
  open(transaction: ControlTransaction, document: ReadDocument, scope: ChangeScope): Promise<OpenKind<F>>;
  /** What is stored, as a document has it; what says nothing is left out. */
  exported(): Promise<Partial<ReadDocument>>;
  /** What is in memory follows what was committed. */
  reload(): Promise<void>;
}
