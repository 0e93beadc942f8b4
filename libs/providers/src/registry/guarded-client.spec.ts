import { lastValueFrom, toArray } from 'rxjs';
import { ProviderBreakers } from '../resilience/provider-breakers';
import type { StreamItem, Translator } from '../spi/chat';
import { malformedToolCall } from '../spi/upstream-failures';
import { providerOf } from '../testing/chat-call';
import { VendorServer, until } from '../testing/vendor-server';
import { UpstreamClient } from '../transport/upstream.client';
import { GuardedClient, type GuardedStream } from './guarded-client';

const QUESTION = { path: 'ask', body: '{"a":1}' };
const MALFORMED = 'MALFORMED';
const LIMITS = { connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 60_000 };

/** Text as it comes; the word above is a tool call that went wrong. */
class WordTranslator implements Translator<string> {
  private seen = '';

  push(bytes: Buffer): StreamItem {
    const text = bytes.toString();
    this.seen += text;
    const [before = '', bad] = text.split(MALFORMED);
    return { wire: before, text: before, ...(bad === undefined ? {} : { failure: malformedToolCall('acme', 'test') }) };
  }

  end(): StreamItem {
    return { wire: '', text: '' };
  }

  summary(): string {
    return this.seen;
  }
}

function decode(bytes: Buffer): string {
  const text = bytes.toString();
  if (text === MALFORMED) throw malformedToolCall('acme', 'test');
  return text;
}

describe('GuardedClient', () => {
  let vendor: VendorServer;
  let client: UpstreamClient;
  let breaker: ProviderBreakers;
  let guarded: GuardedClient;

  /** A vendor that gives one text after the other, and the last for ever. */
  const connect = async (...texts: string[]): Promise<void> => {
    vendor = await VendorServer.start((response) => {
      response.end(texts[Math.min(vendor.requests.length, texts.length) - 1]);
    });
    const provider = providerOf();
    client = new UpstreamClient(provider, { baseUrl: vendor.url, apiKey: undefined, headers: {} }, LIMITS);
    breaker = new ProviderBreakers('acme', { errorPercent: 50, volume: 3, resetMs: 60_000, maxInFlight: 256 });
    guarded = new GuardedClient(client, breaker);
  };
  afterEach(async () => {
    breaker.close();
    await client.close();
    await vendor.close();
  });

  const ask = (signal = new AbortController().signal): Promise<string> => guarded.answer(QUESTION, signal, decode);
  const open = (abort = new AbortController()): Promise<GuardedStream<string>> =>
    guarded.stream(QUESTION, () => new WordTranslator(), abort);
  const heard = async ({ items }: GuardedStream<string>): Promise<string> =>
    (await lastValueFrom(items.pipe(toArray()))).map(({ wire }) => wire).join('');

  describe('a tool call that went wrong', () => {
    it('is asked for once more, in the same words', async () => {
      await connect(MALFORMED, 'good');
      await expect(ask()).resolves.toBe('good');
      expect(vendor.requests.map(({ body }) => body)).toEqual([QUESTION.body, QUESTION.body]);
    });

    it('twice is a failure', async () => {
      await connect(MALFORMED);
      await expect(ask()).rejects.toMatchObject({ code: 'provider_malformed_tool_call', retryable: true });
      expect(vendor.requests).toHaveLength(2);
    });

    it('is not asked for again when the caller is gone', async () => {
      await connect(MALFORMED);
      const abort = new AbortController();
      const answer = guarded.answer(QUESTION, abort.signal, (bytes) => {
        abort.abort();
        return decode(bytes);
      });
      await expect(answer).rejects.toMatchObject({ code: 'provider_malformed_tool_call' });
      expect(vendor.requests).toHaveLength(1);
    });

    it('says nothing about the provider, however often', async () => {
      await connect(MALFORMED);
      for (let i = 0; i < 10; i++) await expect(ask()).rejects.toBeDefined();
      for (let i = 0; i < 10; i++) await expect(open()).rejects.toBeDefined();
      expect(breaker.state).toBe('closed');
    });
  });

  describe('a tool call that went wrong in a stream', () => {
    it('is asked for once more while nobody has heard anything', async () => {
      await connect(MALFORMED, 'good');
      const stream = await open();
      await expect(heard(stream)).resolves.toBe('good');
      expect(stream.summary()).toBe('good');
      expect(vendor.requests.map(({ body }) => body)).toEqual([QUESTION.body, QUESTION.body]);
    });

    it('twice is a failure', async () => {
      await connect(MALFORMED);
      await expect(open()).rejects.toMatchObject({ code: 'provider_malformed_tool_call' });
      expect(vendor.requests).toHaveLength(2);
    });

    it('is a failure at once when something was heard before', async () => {
      await connect(`Hello${MALFORMED}`, 'good');
      const wires: string[] = [];
      const { items } = await open();
      const failure: unknown = await new Promise((resolve) =>
        items.subscribe({ next: ({ wire }) => wires.push(wire), error: resolve }),
      );
      expect(failure).toMatchObject({ code: 'provider_malformed_tool_call' });
      expect(wires).toEqual(['Hello']);
      expect(vendor.requests).toHaveLength(1);
    });
  });

  it('gives a whole answer and a whole stream', async () => {
    await connect('good');
    await expect(ask()).resolves.toBe('good');
    await expect(heard(await open())).resolves.toBe('good');
    expect(vendor.requests).toHaveLength(2);
  });

  it('frees the breaker when a stream is left', async () => {
    await connect('good');
    const abort = new AbortController();
    const { items } = await open(abort);
    items.subscribe({ error: () => undefined }).unsubscribe();
    await until(() => abort.signal.aborted);
    expect(breaker.state).toBe('closed');
    await expect(ask()).resolves.toBe('good');
  });
});
