import { lastValueFrom, toArray } from 'rxjs';
import { ClientGoneError } from '@app/common';
import { CircuitOpenError } from '../resilience/circuit-open.error';
import { ProviderBreakers } from '../resilience/provider-breakers';
import type { ChatAnswer, StreamItem } from '../spi/chat';
import type { ProviderQuirks } from '../spi/provider';
import { UpstreamError } from '../spi/upstream.error';
import { callOf, eventsOf, providerOf } from '../testing/chat-call';
import { VendorServer, until, type Answer } from '../testing/vendor-server';
import { UpstreamClient } from '../transport/upstream.client';
import { ProviderConnection, type ChatStream, type ConnectionServices, type PreparedChat } from './provider-connection';

const VOLUME = 3;
const PIECES = 600;
const PIECE_CHARS = 65_536;
const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
const never = new AbortController().signal;
const chunk = (fields: object): string =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'real', ...fields })}\n\n`;
const delta = (content: string, finish: string | null = null): string =>
  chunk({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] });
const ending = delta('', 'stop') + chunk({ choices: [], usage }) + 'data: [DONE]\n\n';
const streams: Answer = (response) => response.end(delta('Hello') + ending);
const breaksOff: Answer = (response) => response.end(delta('Hel'));
const holdsOn: Answer = (response) => response.write(delta('Hel'));

const PNG = 'data:image/png;base64,iVBORw0KGgo=';

interface Given {
  readonly resetMs?: number;
  readonly quirks?: ProviderQuirks;
}

function isFound(entry: readonly [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}

describe('ProviderConnection', () => {
  let vendor: VendorServer;
  let connection: ProviderConnection;
  let stored: Map<string, string>;
  const services: ConnectionServices = {
    images: { fetch: () => Promise.resolve(PNG) },
    states: {
      keep: ({ clientId, providerId }, states) => {
        for (const { toolCallId, value } of states) stored.set(`${clientId} ${providerId} ${toolCallId}`, value);
      },
      find: ({ clientId, providerId }, ids) =>
        Promise.resolve(
          new Map(ids.flatMap((id) => [[id, stored.get(`${clientId} ${providerId} ${id}`)]] as const).filter(isFound)),
        ),
    },
  };
  beforeEach(() => {
    stored = new Map();
  });
  afterEach(async () => {
    await connection.close();
    await vendor.close();
  });

  const connect = async (answer: Answer, { resetMs = 60_000, quirks = {} }: Given = {}): Promise<void> => {
    vendor = await VendorServer.start(answer);
    const provider = providerOf(quirks);
    const limits = { connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 60_000 };
    const client = new UpstreamClient(provider, { baseUrl: vendor.url, apiKey: undefined, headers: {} }, limits);
    connection = new ProviderConnection(
      provider,
      client,
      new ProviderBreakers('acme', { errorPercent: 50, volume: VOLUME, resetMs, maxInFlight: 256 }),
      services,
    );
  };
  const prepared = (fields = {}, model?: string): Promise<PreparedChat> =>
    connection.prepareChat(callOf(fields, model), never);
  const begin = async (abort = new AbortController()): Promise<ChatStream> =>
    (await prepared({ stream: true })).stream(abort);
  const ask = async (): Promise<ChatAnswer> => (await prepared()).answer(never);
  const read = async ({ items }: ChatStream): Promise<StreamItem[]> => lastValueFrom(items.pipe(toArray()));
  /** A subscriber that wants nothing but the subscription. */
  const mute = { error: () => undefined };

  describe('answers', () => {
    it("sends the call in the provider's dialect and says what was changed", async () => {
      await connect((response) => response.end('{"choices":[]}'), {
        quirks: { request: [(request) => ({ ...request, top_p: 1 })] },
      });
      const call = await prepared({ temperature: 0.5 }, 'sent-model');
      expect(call.adjusted).toEqual(['top_p']);
      expect(vendor.requests).toEqual([]);
      await call.answer(never);
      expect(vendor.requests[0]?.path).toBe('/chat/completions');
      expect(JSON.parse(vendor.requests[0]?.body ?? '')).toMatchObject({
        model: 'sent-model',
        temperature: 0.5,
        top_p: 1,
      });
    });

    it('gives the bytes as they came, with what they say', async () => {
      const text = JSON.stringify({
        model: 'real',
        choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' } }],
        usage,
      });
      await connect((response) => response.end(text));
      const answer = await ask();
      expect(answer.body.toString()).toBe(text);
      expect(answer).toMatchObject({ model: 'real', usage });
      expect(answer.text()).toBe('Hi');
    });

    it('counts an answer nobody can read against the provider', async () => {
      await connect((response) => response.end('<html>'));
      for (let i = 0; i < VOLUME; i++) {
        await expect(ask()).rejects.toMatchObject({
          code: 'provider_bad_response',
        });
      }
      await expect(ask()).rejects.toBeInstanceOf(CircuitOpenError);
      expect(vendor.requests).toHaveLength(VOLUME);
    });
  });

  describe('streams', () => {
    it('gives the events, and at the end what they came to', async () => {
      await connect(streams);
      const stream = await begin();
      const items = await read(stream);
      expect(eventsOf(items.map(({ wire }) => wire).join(''))).toHaveLength(2);
      expect(items.map(({ text }) => text).join('')).toBe('Hello');
      expect(stream.summary()).toMatchObject({ model: 'real', usage, isFinished: true });
      expect(connection.breakers.state).toBe('closed');
    });

    it('fails before it begins when the provider refuses', async () => {
      await connect((response) => response.writeHead(400).end('{"error":{"message":"no such field"}}'));
      await expect(begin()).rejects.toMatchObject({ httpStatus: 400, message: 'no such field' });
    });

    it('counts a stream that breaks off', async () => {
      await connect(breaksOff);
      for (let i = 0; i < VOLUME; i++)
        await expect(read(await begin())).rejects.toMatchObject({ code: 'provider_stream_broken' });
      await until(() => connection.breakers.state === 'open');
      await expect(begin()).rejects.toBeInstanceOf(CircuitOpenError);
    });

    it('calls an event of endless size an answer that cannot be read', async () => {
      await connect((response) => response.end(`data: ${'x'.repeat(9 * 1024 * 1024)}`));
      await expect(begin()).rejects.toMatchObject({ code: 'provider_bad_response', isProviderFault: true });
    });

    it("closes the provider's socket at once when nobody listens any more", async () => {
      await connect(holdsOn);
      const abort = new AbortController();
      const { items } = await begin(abort);
      let seen = 0;
      const subscription = items.subscribe({ ...mute, next: () => seen++ });
      await until(() => seen === 1);
      subscription.unsubscribe();
      expect(abort.signal.aborted).toBe(true);
      await until(() => vendor.hungUp === 1);
    });

    it('ends as a hang-up when the caller leaves', async () => {
      await connect(holdsOn);
      const abort = new AbortController();
      const reading = read(await begin(abort));
      abort.abort();
      await expect(reading).rejects.toBeInstanceOf(ClientGoneError);
      await until(() => vendor.hungUp === 1);
    });

    it('does not count callers that leave', async () => {
      await connect(holdsOn);
      for (let i = 0; i < 2 * VOLUME; i++) {
        const { items } = await begin();
        items.subscribe(mute).unsubscribe();
      }
      await until(() => vendor.hungUp === 2 * VOLUME);
      expect(connection.breakers.state).toBe('closed');
      await expect(begin()).resolves.toBeDefined();
    });

    it('holds the provider back while the reader is not ready', async () => {
      let release: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (release = resolve));
      let sent = 0;
      await connect((response) => {
        const piece = delta('x'.repeat(PIECE_CHARS));
        const pour = (): void => {
          if (sent++ === PIECES) response.end(ending);
          else if (response.write(piece)) pour();
          else response.once('drain', pour);
        };
        pour();
      });
      const { items } = await (await prepared({ stream: true })).stream(new AbortController(), () => gate);
      const reading = lastValueFrom(items.pipe(toArray()));
      // What fits into the sockets on the way is sent all the same; then it stands still.
      for (let before = -1; before !== sent; await new Promise((resolve) => setTimeout(resolve, 50))) before = sent;
      expect(sent).toBeLessThan(PIECES);
      release();
      expect((await reading).reduce((sum, { text }) => sum + text.length, 0)).toBe(PIECES * PIECE_CHARS);
    });
  });

  describe('a paused provider', () => {
    it('is tried by one stream, which decides when it has ended, and by others once that has begun', async () => {
      let answer = breaksOff;
      let finish: () => void = () => undefined;
      await connect((response, request) => answer(response, request), { resetMs: 30 });
      for (let i = 0; i < VOLUME; i++) await expect(read(await begin())).rejects.toBeInstanceOf(UpstreamError);
      await until(() => connection.breakers.state === 'half-open');

      let speak: () => void = () => undefined;
      answer = (response) => {
        response.flushHeaders();
        speak = () => response.write(delta('Hello'));
        finish = () => response.end(ending);
      };
      const asked = vendor.requests.length;
      const probe = begin();
      await until(() => vendor.requests.length > asked);
      await expect(begin()).rejects.toBeInstanceOf(CircuitOpenError);
      speak();
      const reading = read(await probe);
      expect(connection.breakers.state).toBe('half-open');
      expect(connection.breakers.blockadeOf('sent')).toBeUndefined();
      finish();
      await reading;
      await until(() => connection.breakers.state === 'closed');
    });
  });

  describe('the list of models', () => {
    it('has the names the server gives', async () => {
      await connect((response) =>
        response.end('{"object":"list","data":[{"id":"llama3:8b"},{"id":"qwen"},{"name":"no id"},{"id":7},null]}'),
      );
      await expect(connection.listModels(never)).resolves.toEqual(['llama3:8b', 'qwen']);
      expect(vendor.requests[0]).toMatchObject({ method: 'GET', path: '/models' });
    });

    it.each(['<html>the secret page</html>', 'null', '[]', '{"data":{}}', ''])(
      'is refused when it reads %j',
      async (text) => {
        await connect((response) => response.end(text));
        const error: unknown = await connection.listModels(never).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({
          code: 'provider_bad_response',
          message: 'Provider "acme" sent no list of models.',
        });
      },
    );

    it('fails as the server does', async () => {
      await connect((response) => response.writeHead(500).end());
      await expect(connection.listModels(never)).rejects.toMatchObject({ code: 'provider_error' });
    });
  });
});
