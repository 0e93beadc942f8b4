import { ClientGoneError } from '@app/common';
import { defineProvider } from '../spi/provider';
import { UpstreamError } from '../spi/upstream.error';
import { providerOf } from '../testing/chat-call';
import { VendorServer, until, type Answer } from '../testing/vendor-server';
import { UpstreamClient, type UpstreamLimits } from './upstream.client';

const API_KEY = 'own-secret-key';
const limits: UpstreamLimits = { connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 60_000 };
const never = new AbortController().signal;

describe('UpstreamClient', () => {
  let vendor: VendorServer;
  let client: UpstreamClient;
  afterEach(async () => {
    await client.close();
    await vendor.close();
  });

  interface Given {
    readonly limits?: Partial<UpstreamLimits>;
    readonly path?: string;
    readonly maxAnswerBytes?: number;
  }

  const serve = async (answer: Answer, given: Given = {}): Promise<void> => {
    vendor = await VendorServer.start(answer);
    const provider = defineProvider(providerOf());
    const target = {
      baseUrl: vendor.url + (given.path ?? '/v1'),
      apiKey: API_KEY,
      headers: { authorization: `Bearer ${API_KEY}` },
    };
    client = new UpstreamClient(provider, target, { ...limits, ...given.limits }, given.maxAnswerBytes);
  };
  const post = (signal = never): Promise<Buffer> => client.ask({ path: 'chat/completions', body: '{"q":1}' }, signal);
  const stream = (signal = never): Promise<AsyncIterable<Buffer>> =>
    client.askForStream({ path: 'chat/completions', body: '{"q":1}' }, signal);
  const textOf = async (bytes: AsyncIterable<Buffer>): Promise<string> => {
    let text = '';
    for await (const part of bytes) text += part.toString('utf8');
    return text;
  };
  const failureOf = async (work: Promise<unknown>): Promise<UpstreamError> => {
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof UpstreamError) return error;
    throw new Error('No UpstreamError was thrown.', { cause: error });
  };
  /** Begins an answer and never goes on. */
  const begins: Answer = (response) => {
    response.writeHead(200).write('first');
  };

  describe('asking', () => {
    it('sends the body and reads the whole answer', async () => {
      await serve((response) => {
        response.write('{"half":1,');
        setImmediate(() => response.end('"rest":2}'));
      });
      expect((await post()).toString()).toBe('{"half":1,"rest":2}');
      expect(vendor.requests[0]).toMatchObject({ method: 'POST', path: '/v1/chat/completions', body: '{"q":1}' });
    });

    it("sends its own headers and none of a caller's", async () => {
      await serve((response) => response.end('{}'));
      await post();
      const { host, connection, ...headers } = vendor.requests[0]?.headers ?? {};
      expect(host).toBe(vendor.url.replace('http://', ''));
      expect(connection).toBe('keep-alive');
      expect(headers).toEqual({
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'content-length': '7',
        accept: 'application/json, text/event-stream',
      });
    });

    it.each([
      ['', '/models'],
      ['/', '/models'],
      ['/v1', '/v1/models'],
      ['/v1/', '/v1/models'],
      ['/a/b//', '/a/b/models'],
    ])('joins the path %j of the base URL', async (path, asked) => {
      await serve((response) => response.end('{}'), { path });
      await client.ask({ method: 'GET', path: 'models' }, never);
      expect(vendor.requests[0]).toMatchObject({ method: 'GET', path: asked, body: '' });
    });

    it('keeps a connection for the next request', async () => {
      await serve((response) => response.end('{}'));
      await post();
      // A connection is free again one turn of the event loop after its answer.
      await new Promise((resolve) => setImmediate(resolve));
      await post();
      expect(vendor.connections).toBe(1);
    });
  });

  describe('streams', () => {
    it('resolves when the provider has accepted, before a byte of the body', async () => {
      let finish: () => void = () => undefined;
      await serve((response) => {
        response.flushHeaders();
        finish = () => response.end('late');
      });
      const bytes = await stream();
      finish();
      await expect(textOf(bytes)).resolves.toBe('late');
    });

    it('hands on each piece as it comes', async () => {
      let goOn: () => void = () => undefined;
      await serve((response) => {
        response.write('one');
        goOn = () => response.end('two');
      });
      const seen: string[] = [];
      for await (const piece of await stream()) {
        seen.push(piece.toString());
        goOn();
      }
      expect(seen).toEqual(['one', 'two']);
    });

    it('closes the connection of a reader that stops', async () => {
      await serve(begins);
      for await (const piece of await stream()) {
        expect(piece.toString()).toBe('first');
        break;
      }
      await until(() => vendor.hungUp === 1);
    });
  });

  describe('failures of the network', () => {
    it('calls a refused connection unreachable', async () => {
      await serve(() => undefined);
      await vendor.close();
      const error = await failureOf(post());
      expect(error).toMatchObject({
        code: 'provider_unreachable',
        httpStatus: 502,
        retryable: true,
        isProviderFault: true,
      });
      expect(error.message).not.toContain('127.0.0.1');
    });

    it('gives up waiting for the first byte', async () => {
      await serve(() => undefined, { limits: { firstByteMs: 40 } });
      await expect(failureOf(post())).resolves.toMatchObject({
        code: 'provider_timeout',
        httpStatus: 504,
        isProviderFault: true,
      });
      await until(() => vendor.hungUp === 1);
    });

    it('gives up an answer that goes on for ever, whole or streamed', async () => {
      const trickles: Answer = (response) => {
        const drip = setInterval(() => response.write('.'), 10);
        response.once('close', () => {
          clearInterval(drip);
        });
      };
      await serve(trickles, { limits: { totalMs: 100 } });
      await expect(failureOf(post())).resolves.toMatchObject({ code: 'provider_timeout', httpStatus: 504 });
      await expect(failureOf(stream().then(textOf))).resolves.toMatchObject({ code: 'provider_timeout' });
      await until(() => vendor.hungUp === 2);
    });

    it('gives up an answer that falls silent, whole or streamed', async () => {
      await serve(begins, { limits: { idleMs: 40 } });
      const expected = {
        code: 'provider_timeout',
        httpStatus: 504,
        message: expect.stringContaining('more of its answer') as unknown,
      };
      await expect(failureOf(post())).resolves.toMatchObject(expected);
      await expect(failureOf(stream().then(textOf))).resolves.toMatchObject(expected);
      await until(() => vendor.hungUp === 2);
    });

    it.each<[string, Answer]>([
      [
        'is reset',
        (response) => response.write('first', () => setTimeout(() => response.socket?.resetAndDestroy(), 20)),
      ],
      [
        'ends early',
        (response) => response.writeHead(200, { 'content-length': 99 }).write('first', () => response.socket?.end()),
      ],
    ])('calls an answer broken whose connection %s', async (_, answer) => {
      await serve(answer);
      const expected = { code: 'provider_stream_broken', httpStatus: 502, isProviderFault: true };
      await expect(failureOf(post())).resolves.toMatchObject(expected);
      await expect(failureOf(stream().then(textOf))).resolves.toMatchObject(expected);
    });

    it('refuses an answer that is larger than the limit', async () => {
      await serve((response) => response.end('x'.repeat(300_000)), { maxAnswerBytes: 100_000 });
      await expect(failureOf(post())).resolves.toMatchObject({ code: 'provider_bad_response', httpStatus: 502 });
    });

    it('does not limit a stream', async () => {
      await serve((response) => response.end('x'.repeat(300_000)), { maxAnswerBytes: 100_000 });
      await expect(textOf(await stream())).resolves.toHaveLength(300_000);
    });
  });

  describe('a caller that leaves', () => {
    it('is not asked for when it left before', async () => {
      await serve((response) => response.end('{}'));
      await expect(post(AbortSignal.abort())).rejects.toBeInstanceOf(ClientGoneError);
      await expect(stream(AbortSignal.abort())).rejects.toBeInstanceOf(ClientGoneError);
      expect(vendor.requests).toEqual([]);
    });

    it('frees the provider that has not answered yet', async () => {
      await serve(() => undefined);
      const abort = new AbortController();
      const asked = post(abort.signal);
      const outcome = expect(asked).rejects.toBeInstanceOf(ClientGoneError);
      await until(() => vendor.requests.length === 1);
      abort.abort();
      await outcome;
      await until(() => vendor.hungUp === 1);
    });

    it('frees the provider in the middle of its answer, whole or streamed', async () => {
      await serve(begins);
      const abort = new AbortController();
      const read = expect(post(abort.signal)).rejects.toBeInstanceOf(ClientGoneError);
      const streamed = expect(
        stream(abort.signal).then(async (bytes) => {
          for await (const piece of bytes) if (piece.toString() === 'first') abort.abort();
        }),
      ).rejects.toBeInstanceOf(ClientGoneError);
      await Promise.all([read, streamed]);
      await until(() => vendor.hungUp === 2);
    });

    it('is no excuse for a deadline of our own', async () => {
      await serve(() => undefined);
      await expect(
        failureOf(client.ask({ method: 'GET', path: 'models' }, AbortSignal.timeout(30))),
      ).resolves.toMatchObject({
        code: 'provider_timeout',
        httpStatus: 504,
      });
      await until(() => vendor.hungUp === 1);
    });
  });

  describe('answers that are errors', () => {
    it("says what the provider said, without the gateway's key", async () => {
      await serve((response) =>
        response.writeHead(400).end(JSON.stringify({ error: { message: `no ${API_KEY}`, code: 'bad', param: 'n' } })),
      );
      await expect(failureOf(stream())).resolves.toMatchObject({
        httpStatus: 400,
        code: 'bad',
        param: 'n',
        message: 'no [redacted]',
        upstreamStatus: 400,
      });
    });

    it('reads the headers too', async () => {
      await serve((response) => response.writeHead(429, { 'retry-after': '7' }).end('{}'));
      await expect(failureOf(post())).resolves.toMatchObject({ httpStatus: 429, retryAfterSeconds: 7 });
    });

    it('goes by the status when the body breaks off', async () => {
      await serve((response) => {
        response.writeHead(503).write('{"error":{"mess', () => response.destroy());
      });
      await expect(failureOf(post())).resolves.toMatchObject({
        httpStatus: 503,
        code: 'provider_error',
        retryable: true,
      });
    });

    it('reads no more of an endless error than it needs', async () => {
      const piece = 'x'.repeat(32_768);
      let pouredBytes = 0;
      await serve((response) => {
        response.writeHead(500);
        const pour = (): void => {
          do pouredBytes += piece.length;
          while (!response.destroyed && response.write(piece));
          response.once('drain', pour);
        };
        pour();
      });
      const error = await failureOf(post());
      expect(error).toMatchObject({ httpStatus: 502, code: 'provider_error' });
      expect(error.message.length).toBeLessThan(2_100);
      await until(() => vendor.hungUp === 1);
      // What the sockets on the way hold is poured all the same.
      expect(pouredBytes).toBeLessThan(32 * 1024 * 1024);
    });

    it('reads a character that is cut in two', async () => {
      const body = Buffer.from('{"error":{"message":"zu groß"}}');
      const cut = body.indexOf('ß') + 1;
      await serve((response) => {
        response.writeHead(400).write(body.subarray(0, cut));
        setTimeout(() => response.end(body.subarray(cut)), 20);
      });
      await expect(failureOf(post())).resolves.toMatchObject({ message: 'zu groß' });
    });

    it('follows no redirect: the key would go with it', async () => {
      await serve((response) => response.writeHead(302, { location: '/elsewhere' }).end());
      await expect(failureOf(post())).resolves.toMatchObject({ httpStatus: 502, upstreamStatus: 302 });
      expect(vendor.requests).toHaveLength(1);
    });
  });

  it('ends what is open when it closes', async () => {
    await serve(begins);
    const reading = failureOf(stream().then(textOf));
    await until(() => vendor.requests.length === 1);
    await client.close();
    await expect(reading).resolves.toBeInstanceOf(UpstreamError);
    await until(() => vendor.hungUp === 1);
  });
});
