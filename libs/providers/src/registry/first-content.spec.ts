import type { StreamItem } from '../spi/chat';
import { fromFirstContent } from './first-content';

const item = (wire: string, text = wire): StreamItem => ({ wire, text });
const all = async (items: AsyncIterable<StreamItem>): Promise<string[]> => {
  const texts: string[] = [];
  for await (const { text } of items) texts.push(text);
  return texts;
};

describe('fromFirstContent', () => {
  it('waits for the first thing to send, and gives everything from the beginning', async () => {
    let made = 0;
    async function* source(): AsyncGenerator<StreamItem> {
      for (const next of [item('', 'silent'), item('a'), item('b')]) {
        made++;
        yield next;
      }
    }
    const items = await fromFirstContent(source());
    expect(made).toBe(2);
    await expect(all(items)).resolves.toEqual(['silent', 'a', 'b']);
  });

  it('fails where the stream fails before there is anything', async () => {
    const failure = new Error('no');
    async function* source(): AsyncGenerator<StreamItem> {
      yield item('', '');
      throw failure;
    }
    await expect(fromFirstContent(source())).rejects.toBe(failure);
  });

  it('leaves a later failure to the reader', async () => {
    const failure = new Error('no');
    async function* source(): AsyncGenerator<StreamItem> {
      yield item('a');
      throw failure;
    }
    await expect(all(await fromFirstContent(source()))).rejects.toBe(failure);
  });

  it('is as empty as its source', async () => {
    async function* source(): AsyncGenerator<StreamItem> {
      yield item('', '');
    }
    await expect(all(await fromFirstContent(source()))).resolves.toEqual(['']);
  });

  it('ends its source when the reader stops early', async () => {
    let isEnded = false;
    async function* source(): AsyncGenerator<StreamItem> {
      try {
        for (;;) yield item('a');
      } finally {
        isEnded = true;
      }
    }
    for await (const next of await fromFirstContent(source())) if (next.wire === 'a') break;
    expect(isEnded).toBe(true);
  });

  it('commits to a stream that lives and has nothing to say for ten seconds', async () => {
    jest.useFakeTimers();
    try {
      let speak: (next: StreamItem) => void = () => undefined;
      async function* source(): AsyncGenerator<StreamItem> {
        yield new Promise<StreamItem>((resolve) => (speak = resolve));
        yield item('b');
      }
      const waiting = fromFirstContent(source());
      await jest.advanceTimersByTimeAsync(9_999);
      let isCommitted = false;
      void waiting.then(() => (isCommitted = true));
      await jest.advanceTimersByTimeAsync(0);
      expect(isCommitted).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      const items = all(await waiting);
      speak(item('a'));
      await expect(items).resolves.toEqual(['a', 'b']);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
