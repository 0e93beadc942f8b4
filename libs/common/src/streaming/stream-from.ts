import { Observable } from 'rxjs';

/**
 * Bridges an async iterable to a cold Observable. Teardown aborts the source at once (RxJS's own `from` notices a
 * departed client only at the next item); `ready` holds the next item back while the reader is slow.
 */
export function streamFrom<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  ready?: () => Promise<void> | undefined,
): Observable<T> {
  return new Observable<T>((subscriber) => {
    const controller = new AbortController();
    const pump = async (): Promise<void> => {
      for await (const item of open(controller.signal)) {
        if (subscriber.closed) return;
        subscriber.next(item);
        const pause = ready?.();
        if (pause) await pause;
      }
      subscriber.complete();
    };
    pump().catch((error: unknown) => {
      subscriber.error(error);
    });
    return () => {
      controller.abort();
    };
  });
}
