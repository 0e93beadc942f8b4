import { ManagedByFileError } from '@app/common';
import { StaleVersionError } from '../errors/stale-version.error';

/** What a change may rely on. */
export interface ChangeOptions {
  /** The version that the caller has seen; left out: whatever is there. */
  readonly expectedVersion?: number | undefined;
  /** The file that the change comes from, which may change what it declares. */
  readonly fromFile?: string | undefined;
}

/** Asked inside the transaction of the change. @throws ManagedByFileError, StaleVersionError */
export function refuseUnchangeable(
  what: string,
  { version, managedBy }: { readonly version: number; readonly managedBy: string | null },
  { expectedVersion, fromFile }: ChangeOptions,
): void {
  if (managedBy !== null && managedBy !== fromFile) throw new ManagedByFileError(what, managedBy);
  if (expectedVersion !== undefined && expectedVersion !== version) throw new StaleVersionError();
}
