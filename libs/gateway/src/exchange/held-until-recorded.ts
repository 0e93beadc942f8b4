import { concatMap, of, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Holds back the item with which an answer is complete, and what follows it, until the request is recorded: for a reader
 * who takes that item for the end, it must not come before the ledger's row is safe. All the others pass at once.
 */
export function heldUntilRecorded<T>(
  isComplete: () => boolean,
  record: () => Promise<void>,
): MonoTypeOperatorFunction<T> {
  return concatMap((item) => (isComplete() ? record().then(() => item) : of(item)));
}
