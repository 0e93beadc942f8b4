import { lastValueFrom, toArray } from 'rxjs';
import type { ContentPart } from '@app/contracts';
import { InvalidRequestError } from '@app/common';
import { ProviderBreakers } from '../resilience/provider-breakers';
import type { ImageAnswer } from '../spi/images';
import { defineProvider, type ProviderQuirks } from '../spi/provider';
import { callOf } from '../testing/chat-call';
import { imageCallOf } from '../testing/image-call';
import { callItem, eventStream, eventsOfResponse, reasoningItem, responseOf } from '../testing/response-events';
import { VendorServer, type Answer } from '../testing/vendor-server';
import { UpstreamClient } from '../transport/upstream.client';
import { ProviderConnection } from './provider-connection';

const DATA = 'data:image/png;base64,iVBORw0KGgo=';
const never = new AbortController().signal;
const response = responseOf({ output: [reasoningItem('rs_1'), callItem('call_1', 'a', '{}')] });
const EVENTS = eventsOfResponse(response);
const toolTurn = [
  { role: 'user', content: 'x' },
  { role: 'assistant', tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'a', arguments: '{}' } }] },
  { role: 'tool', tool_call_id: 'call_1', content: 'y' },
];

describe('ProviderConnection, with what all connections share', () => {
  let vendor: VendorServer;
  let connection: ProviderConnection;
  let stored: Map<string, string>;
  let looked: string[];
  let fetchImage: () => Promise<string>;

  const connect = async (
    answer: Answer,
    quirks: ProviderQuirks = {},
    dialect: 'openai' | 'responses' | 'gemini' = 'responses',
  ): Promise<void> => {
    vendor = await VendorServer.start(answer);
    const provider = defineProvider({
      id: 'acme',
      label: 'Acme',
      dialect,
      baseUrl: vendor.url,
      capabilities: new Set(['chat']),
      models: [],
      quirks,
    });
    const limits = { connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 60_000 };
    const client = new UpstreamClient(provider, { baseUrl: vendor.url, apiKey: undefined, headers: {} }, limits);
    const breaker = new ProviderBreakers('acme', { errorPercent: 50, volume: 3, resetMs: 60_000, maxInFlight: 256 });
    connection = new ProviderConnection(provider, client, breaker, {
      images: { fetch: () => fetchImage() },
      states: {
        keep: ({ clientId, providerId }, states) => {
          for (const { toolCallId, value } of states) stored.set(`${clientId} ${providerId} ${toolCallId}`, value);
        },
        find: ({ clientId, providerId }, ids) => {
          looked.push(...ids);
          const found = ids.map((id): [string, string | undefined] => [
            id,
            stored.get(`${clientId} ${providerId} ${id}`),
          ]);
          return Promise.resolve(new Map(found.filter((entry): entry is [string, string] => entry[1] !== undefined)));
        },
      },
    });
  };
  beforeEach(() => {
    stored = new Map();
    looked = [];
    fetchImage = () => Promise.resolve(DATA);
  });
  afterEach(async () => {
    await connection.close();
    await vendor.close();
  });

  const ask = async (fields: object = {}): Promise<void> => {
    await (await connection.prepareChat(callOf(fields), never)).answer(never);
  };
  const stream = async (): Promise<void> => {
    const prepared = await connection.prepareChat(callOf({ stream: true }), never);
    await lastValueFrom((await prepared.stream(new AbortController())).items.pipe(toArray()));
  };
  const sent = (): string => vendor.requests.at(-1)?.body ?? '';

  describe('state', () => {
    const KEPT = [['client-1 acme call_1', JSON.stringify([reasoningItem('rs_1')])]];

    it('is kept from an answer and stands in the next request', async () => {
      await connect((out) => out.end(JSON.stringify(response)));
      await ask();
      expect([...stored]).toEqual(KEPT);
      expect(looked).toEqual([]);
      await ask({ messages: toolTurn });
      expect(looked).toEqual(['call_1']);
      expect(sent()).toContain('sealed-rs_1');
    });

    it('is kept from a stream', async () => {
      await connect((out) => out.end(eventStream(EVENTS)));
      await stream();
      expect([...stored]).toEqual(KEPT);
    });

    it('is kept from a stream that stops before its end', async () => {
      await connect((out) => out.end(eventStream(EVENTS.slice(0, -1))));
      await expect(stream()).rejects.toMatchObject({ code: 'provider_stream_broken' });
      expect([...stored]).toEqual(KEPT);
    });

    it('that is missing leaves the request without it', async () => {
      await connect((out) => out.end(JSON.stringify(response)));
      await ask({ messages: toolTurn });
      expect(looked).toEqual(['call_1']);
      expect(sent()).not.toContain('sealed');
    });

    it('is not looked for where nobody wants it back', async () => {
      await connect((out) => out.end('{"choices":[]}'), {}, 'openai');
      await ask({ messages: toolTurn });
      expect([looked, [...stored]]).toEqual([[], []]);
    });
  });

  describe('remote images', () => {
    const content: ContentPart[] = [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }];
    const messages = [{ role: 'user', content }];
    const answers: Answer = (out) => out.end('{"choices":[]}');

    it('are sent inline to a provider that does not fetch them', async () => {
      await connect(answers, { inlinesImages: true }, 'openai');
      await ask({ messages });
      expect(sent()).toContain(DATA);
      expect(sent()).not.toContain('example.com');
    });

    it('stay where the provider fetches them', async () => {
      await connect(answers, {}, 'openai');
      await ask({ messages });
      expect(sent()).toContain('https://example.com/a.png');
    });

    it('that cannot be had stop the request', async () => {
      const refusal = new InvalidRequestError('no', 'messages');
      fetchImage = () => Promise.reject(refusal);
      await connect(answers, { inlinesImages: true }, 'openai');
      await expect(ask({ messages })).rejects.toBe(refusal);
      expect(vendor.requests).toEqual([]);
    });
  });

  describe('pictures by several calls', () => {
    const picture = { candidates: [{ content: { parts: [{ inlineData: { data: 'a' } }] } }] };
    const draw = (n: number): Promise<ImageAnswer> => connection.prepareImages(imageCallOf({ n })).answer(never);

    it('are those that came', async () => {
      const statuses = [200, 500, 200];
      await connect((out) => out.writeHead(statuses.pop() ?? 500).end(JSON.stringify(picture)), {}, 'gemini');
      expect((await draw(3)).drawing.count).toBe(2);
    });

    it('are a failure when none came', async () => {
      await connect((out) => out.writeHead(500).end(), {}, 'gemini');
      await expect(draw(2)).rejects.toMatchObject({ code: 'provider_error' });
    });

    it('cannot be streamed', async () => {
      await connect((out) => out.end(), {}, 'gemini');
      expect(connection.prepareImages(imageCallOf()).stream).toBeUndefined();
    });
  });
});
