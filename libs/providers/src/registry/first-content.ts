import type { StreamItem } from '../spi/chat';

/** A provider that accepted and lives, but is slow to begin, is committed to after this. */
const COMMIT_MS = 10_000;

/**
 * Reads a stream until there is something to send, so that a failure before it can still be answered by another target;
 * what was read comes again. Resolves at the latest after ten seconds. @throws what the stream throws before that
 */
export async function fromFirstContent(items: AsyncIterator<StreamItem>): Promise<AsyncIterable<StreamItem>> {
  const head: StreamItem[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<'too slow'>((resolve) => {
    timer = setTimeout(resolve, COMMIT_MS, 'too slow');
  });
  try {
    for (;;) {
      const next = items.next();
      const read = await Promise.race([next, tooSlow]);
      if (read === 'too slow') return replayed(head, next, items);
      if (read.done) return replayed(head, undefined, items);
      head.push(read.value);
      if (read.value.wire !== '') return replayed(head, undefined, items);
    }
  } finally {
    clearTimeout(timer);
  }
}

async function* replayed(
  head: readonly StreamItem[],
  pending: Promise<IteratorResult<StreamItem>> | undefined,
  rest: AsyncIterator<StreamItem>,
): AsyncGenerator<StreamItem> {
  try {
    yield* head;
    let read = await (pending ?? rest.next());
    while (!read.done) {
      yield read.value;
      read = await rest.next();
    }
  } finally {
    // Whoever stops reading before the end ends the source too.
    await rest.return?.();
  }
}
