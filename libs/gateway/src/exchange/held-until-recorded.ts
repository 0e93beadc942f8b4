import { catchError, concat, concatMap, defer, throwError, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Holds back the item with which an answer is complete until its source ends and the request is recorded: for a reader who
 * takes that item for the end, it must not come before the ledger's row is safe. All the others pass at once, and so does
 * a held one that turns out not to be the last.
 */
export function heldUntilRecorded<T>(
  isComplete: () => boolean,
  record: () => Promise<void>,
): MonoTypeOperatorFunction<T> {
  return (source) =>
    defer(() => {
      let held: T[] = [];
      const passing = source.pipe(
        concatMap((item) => {
          const before = held;
          held = isComplete() ? [item] : [];
          return held.length > 0 ? before : [...before, item];
        }),
        catchError((error: unknown) =>
          concat(
            held,
            throwError(() => error),
          ),
        ),
      );
      const last = defer(async () => {
        await record();
        return held;
      });
      return concat(passing, last.pipe(concatMap((items) => items)));
    });
}
