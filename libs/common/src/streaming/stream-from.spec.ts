import { lastValueFrom, toArray } from 'rxjs';
import { streamFrom } from './stream-from';

async function* endless(signal: AbortSignal): AsyncGenerator<number> {
  for (let i = 0; ; i++) {
    if (i === 3) await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    yield i;
  }
}

describe('streamFrom', () => {
  it('passes items on and completes', async () => {
    const items = streamFrom(async function* () {
      yield* [1, 2, 3];
    });
    await expect(lastValueFrom(items.pipe(toArray()))).resolves.toEqual([1, 2, 3]);
  });

  it('aborts a source that waits, without the next item', () => {
    let signal: AbortSignal | undefined;
    const subscription = streamFrom((given) => {
      signal = given;
      return endless(given);
    }).subscribe();
    subscription.unsubscribe();
    expect(signal?.aborted).toBe(true);
  });

  it('reports a failing source as an error', async () => {
    const failing = streamFrom(async function* () {
      yield 1;
      throw new Error('broken');
    });
    await expect(lastValueFrom(failing)).rejects.toThrow('broken');
  });

  it('holds the source back until the reader is ready', async () => {
    let pulled = 0;
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const done = lastValueFrom(
      streamFrom(
        async function* () {
          for (let i = 0; i < 5; i++) {
            pulled++;
            yield i;
          }
        },
        () => (pulled === 2 ? gate : undefined),
      ),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(pulled).toBe(2);
    release();
    await done;
    expect(pulled).toBe(5);
  });
});
