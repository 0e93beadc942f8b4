import { NEVER, Subject, lastValueFrom, of, tap, throwError, toArray, type Observable } from 'rxjs';
import type { ChatUsage, RequestRecord } from '@app/contracts';
import { ClientGoneError, InvalidRequestError } from '@app/common';
import {
  UpstreamError,
  type ChatAnswer,
  type ProviderConnection,
  type ProviderRegistry,
  type StreamItem,
} from '@app/providers';
import { ModelNotFoundError, NoTargetAvailableError, type Route } from '@app/routing';
import { breakdownOf } from '../../../pricing/src/testing/breakdown';
import { FakeProvider } from '../testing/fake-provider';
import { ManualClock, STARTED_AT, exchangeOf, routeOf } from '../testing/exchange';
import { CompletionService } from './completion.service';
import { RequestEntry } from '../exchange/request-entry';
import type { RouteChooser } from '../exchange/route-chooser.service';
import { TargetCooldowns } from '../routing/target-cooldowns.service';
import type { RequestRecorder } from '../exchange/request-recorder.service';
import { TargetAttempts } from '../exchange/target-attempts.service';

const usage: ChatUsage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
const broken = new UpstreamError({
  providerId: 'acme',
  message: 'broken',
  code: 'provider_stream_broken',
  httpStatus: 502,
  retryable: true,
  isProviderFault: true,
});
const item = (text: string): StreamItem => ({ wire: text === '' ? '' : `data: ${text}\n\n`, text });
const ready = (): undefined => undefined;

describe('CompletionService', () => {
  let provider: FakeProvider;
  let clock: ManualClock;
  let records: RequestRecord[];
  /** Set where a spec expects faults of ours. */
  let unbilled: unknown[] | undefined;
  let route: () => Route;
  let isConfigured: boolean;
  let service: CompletionService;
  beforeEach(() => {
    provider = new FakeProvider();
    clock = new ManualClock();
    records = [];
    unbilled = undefined;
    route = () => routeOf();
    isConfigured = true;
    const chooser: Pick<RouteChooser, 'choose'> = { choose: async () => [route()] };
    const connection: Pick<ProviderConnection, 'prepareChat'> = provider;
    const registry: Pick<ProviderRegistry, 'connection'> = {
      connection: () => (isConfigured ? (connection as ProviderConnection) : undefined),
    };
    const recorder: Pick<RequestRecorder, 'open'> = {
      open: (exchange, asked) =>
        new RequestEntry(exchange, asked, {
          monotonicMs: () => clock.monotonicMs(),
          deadlineMs: 60_000,
          costOf: () => breakdownOf(1_500),
          record: (record) => {
            records.push(record);
            return Promise.resolve();
          },
          firstToken: () => undefined,
          unbilled: (_, error) => {
            if (!unbilled) throw error;
            unbilled.push(error);
          },
        }),
    };
    service = new CompletionService(
      new TargetAttempts(chooser as RouteChooser, registry as ProviderRegistry, new TargetCooldowns(clock), clock),
      recorder as RequestRecorder,
    );
  });

  const answers = (fields: Partial<ChatAnswer> = {}): void => {
    provider.answer = () =>
      Promise.resolve({ body: '{"id":"c"}', model: 'real', usage, text: () => 'Hello', ...fields });
  };
  it('survives a provider whose usage cannot be read: the answer ends, and the row is written', async () => {
    provider.items = of(item('Hello'));
    provider.stream = () =>
      Promise.resolve({
        items: provider.items,
        summary: () => {
          throw new TypeError('a bug');
        },
      });
    unbilled = [];
    const { events } = await service.stream(exchangeOf({ stream: true }), ready);
    await expect(lastValueFrom(events.pipe(toArray()))).resolves.toEqual(['data: Hello\n\n']);
    expect(records).toMatchObject([{ outcome: 'completed', usageSource: 'estimated' }]);
    expect(unbilled.length).toBeGreaterThan(0);
  });

  const streamed = async (fields = {}) => service.stream(exchangeOf({ stream: true, ...fields }), ready);
  const eventsOf = (events: Observable<string>): Promise<string[]> =>
    lastValueFrom(events.pipe(toArray()), { defaultValue: [] });

  describe('the call', () => {
    it('is made of the route and the request', async () => {
      answers();
      route = () => routeOf({ set: { reasoning_effort: 'low' } });
      const exchange = exchangeOf({ temperature: 0.5 });
      await service.complete(exchange);
      expect(provider.calls).toEqual([
        {
          clientId: 'client-1',
          document: exchange.document,
          request: { ...exchange.request, reasoning_effort: 'low' },
          model: 'sent',
          facts: undefined,
          isStream: false,
          completionId: 'chatcmpl-request-1',
          createdAtSeconds: STARTED_AT / 1_000,
        },
      ]);
      expect(exchange.request).not.toHaveProperty('reasoning_effort');
    });

    it('keeps the very request where the route adds nothing', async () => {
      answers();
      const exchange = exchangeOf();
      await service.complete(exchange);
      expect(provider.calls[0]?.request).toBe(exchange.document.value);
    });

    it("carries the caller's signal", async () => {
      const signals: AbortSignal[] = [];
      provider.answer = (signal) => {
        signals.push(signal);
        return Promise.reject(new ClientGoneError());
      };
      const exchange = exchangeOf();
      await expect(service.complete(exchange)).rejects.toBeInstanceOf(ClientGoneError);
      expect(signals).toEqual([exchange.abort.signal]);
      expect(records).toMatchObject([{ outcome: 'cancelled', httpStatus: 499 }]);
    });
  });

  describe('in one piece', () => {
    it("gives the provider's body and tells its route, cost and overhead", async () => {
      provider.adjusted = ['top_p'];
      route = () => routeOf({ adjusted: ['model'] });
      provider.answer = () => {
        clock.advance(250);
        return Promise.resolve({ body: Buffer.from('{"id":"c"}'), model: 'real', usage, text: () => '' });
      };
      const { headers, body } = await service.complete(exchangeOf());
      expect(body.toString()).toBe('{"id":"c"}');
      expect(headers).toEqual({
        'x-gophergate-model': 'real',
        'x-gophergate-provider': 'acme',
        'x-gophergate-route': 'fast-flow>sent',
        'x-gophergate-attempts': '1',
        'x-gophergate-adjusted': 'model,top_p',
        'x-gophergate-overhead-ms': '0.00',
        'x-gophergate-cost': '0.0000015',
      });
      expect(records).toMatchObject([
        {
          outcome: 'completed',
          servedModel: 'real',
          usageSource: 'reported',
          outputTokens: 2,
          latencyMs: 250,
          overheadMs: 0,
        },
      ]);
    });

    it('counts the text when the provider reports no usage', async () => {
      answers({ usage: undefined, model: undefined });
      const { headers } = await service.complete(exchangeOf());
      expect(headers['x-gophergate-model']).toBe('sent');
      expect(records).toMatchObject([
        { usageSource: 'estimated', freshInputTokens: 8, outputTokens: 1, servedModel: null },
      ]);
    });

    it('does not look at the text when usage is there', async () => {
      const text = jest.fn(() => 'Hello');
      answers({ text });
      await service.complete(exchangeOf());
      expect(text).not.toHaveBeenCalled();
    });

    it.each<[string, () => void, object]>([
      [
        'no route',
        () =>
          (route = () => {
            throw new ModelNotFoundError('asked');
          }),
        { httpStatus: 404, errorCode: 'model_not_found', route: null, attempts: 0 },
      ],
      [
        'a provider that vanished',
        () => (isConfigured = false),
        { httpStatus: 503, errorCode: 'no_target_available', attempts: 0 },
      ],
      [
        'a request that cannot be translated',
        () => (provider.prepareChat = () => Promise.reject(new InvalidRequestError('no'))),
        { httpStatus: 400, errorCode: 'invalid_request', attempts: 0 },
      ],
      [
        'a failing provider',
        () => (provider.answer = () => Promise.reject(broken)),
        { httpStatus: 502, errorCode: 'provider_stream_broken', attempts: 1, providerId: 'acme' },
      ],
    ])('records %s once and passes it on', async (_, prepare, record) => {
      prepare();
      await expect(service.complete(exchangeOf())).rejects.toMatchObject({ httpStatus: expect.any(Number) as unknown });
      await expect(streamedLikewise()).rejects.toMatchObject({ httpStatus: expect.any(Number) as unknown });
      expect(records).toMatchObject([
        { outcome: 'failed', usageSource: null, ...record },
        { outcome: 'failed', usageSource: null, isStream: true, ...record },
      ]);
    });
    const streamedLikewise = (): Promise<unknown> => {
      provider.stream = () =>
        provider.answer(new AbortController().signal).then(() => ({ items: NEVER, summary: () => provider.summary }));
      return streamed();
    };

    it('says what would configure a provider that vanished', async () => {
      isConfigured = false;
      await expect(service.complete(exchangeOf())).rejects.toBeInstanceOf(NoTargetAvailableError);
    });
  });

  describe('as a stream', () => {
    beforeEach(() => {
      provider.summary = { model: 'real', usage, usageChunk: undefined, isFinished: true };
    });

    it('tells the route beforehand, but neither cost nor overhead', async () => {
      const { headers } = await streamed();
      expect(Object.keys(headers).sort()).toEqual([
        'x-gophergate-attempts',
        'x-gophergate-model',
        'x-gophergate-provider',
        'x-gophergate-route',
      ]);
      expect(headers['x-gophergate-model']).toBe('sent');
      expect(records).toEqual([]);
    });

    it('passes events on, leaves out empty pieces, and records once', async () => {
      provider.items = of(item('a'), item(''), item('b'));
      const { events } = await streamed();
      await expect(eventsOf(events)).resolves.toEqual(['data: a\n\n', 'data: b\n\n']);
      expect(records).toMatchObject([
        {
          outcome: 'completed',
          isStream: true,
          servedModel: 'real',
          usageSource: 'reported',
          outputTokens: 2,
          httpStatus: 200,
        },
      ]);
    });

    it('ends with the usage and its cost for those who asked', async () => {
      provider.items = of(item('a'));
      const { events } = await streamed({ stream_options: { include_usage: true } });
      const all = await eventsOf(events);
      expect(all).toHaveLength(2);
      expect(JSON.parse(all[1]?.replace('data: ', '') ?? '')).toMatchObject({
        choices: [],
        usage: { ...usage, gophergate: { cost: '0.0000015' } },
      });
    });

    it.each([undefined, null, {}, { include_usage: false }, { include_usage: 'true' }])(
      'sends no usage to those who say %j',
      async (streamOptions) => {
        provider.items = of(item('a'));
        const { events } = await streamed({ stream_options: streamOptions });
        await expect(eventsOf(events)).resolves.toHaveLength(1);
      },
    );

    it('is on record before its last event is sent', async () => {
      provider.items = of(item('a'));
      const { events } = await streamed({ stream_options: { include_usage: true } });
      const recorded: number[] = [];
      await lastValueFrom(events.pipe(tap(() => recorded.push(records.length))));
      expect(recorded).toEqual([0, 1]);
    });

    it('estimates the usage it sends when the provider reported none', async () => {
      provider.items = of(item('Hello'), item(' world'));
      provider.summary = { ...provider.summary, usage: undefined };
      const { events } = await streamed({ stream_options: { include_usage: true } });
      const last = (await eventsOf(events)).at(-1);
      expect(last).toContain('"usage":{"prompt_tokens":8,"completion_tokens":2,"total_tokens":10,');
      expect(records).toMatchObject([{ usageSource: 'estimated', outputTokens: 2 }]);
    });

    it('notes when the first text passed, not the first piece', async () => {
      const items = new Subject<StreamItem>();
      provider.items = items;
      const { events } = await streamed();
      events.subscribe();
      clock.advance(10);
      items.next({ wire: 'data: role\n\n', text: '' });
      clock.advance(10);
      items.next(item('a'));
      clock.advance(10);
      items.complete();
      expect(records).toMatchObject([{ timeToFirstTokenMs: 20, latencyMs: 30 }]);
    });

    it('that breaks off is recorded once, with what came, and rethrown', async () => {
      const items = new Subject<StreamItem>();
      provider.items = items;
      provider.summary = { ...provider.summary, usage: undefined };
      const { events } = await streamed({ stream_options: { include_usage: true } });
      const seen: unknown[] = [];
      events.subscribe({ next: (event) => seen.push(event), error: (error: unknown) => seen.push(error) });
      items.next(item('Hello'));
      items.error(broken);
      await new Promise((resolve) => setImmediate(resolve));
      expect(seen).toEqual(['data: Hello\n\n', broken]);
      expect(records).toMatchObject([
        {
          outcome: 'failed',
          errorCode: 'provider_stream_broken',
          servedModel: 'real',
          usageSource: 'estimated',
          outputTokens: 1,
        },
      ]);
    });

    it('that breaks off at once is billed what the provider reported', async () => {
      provider.items = throwError(() => broken);
      const { events } = await streamed();
      await expect(eventsOf(events)).rejects.toBe(broken);
      expect(records).toMatchObject([{ outcome: 'failed', usageSource: 'reported', outputTokens: 2 }]);
    });

    it('that is left is recorded as cancelled, with what came so far', async () => {
      const items = new Subject<StreamItem>();
      provider.items = items;
      provider.summary = { ...provider.summary, usage: undefined };
      const { events } = await streamed();
      const subscription = events.subscribe();
      items.next(item('Hello'));
      items.next(item(' world'));
      subscription.unsubscribe();
      expect(items.observed).toBe(false);
      expect(records).toMatchObject([
        {
          outcome: 'cancelled',
          httpStatus: 499,
          servedModel: 'real',
          usageSource: 'estimated',
          freshInputTokens: 8,
          outputTokens: 2,
        },
      ]);
    });

    it('that a hang-up breaks is cancelled too, once', async () => {
      provider.items = throwError(() => new ClientGoneError());
      const { events } = await streamed();
      await expect(eventsOf(events)).rejects.toBeInstanceOf(ClientGoneError);
      expect(records).toMatchObject([{ outcome: 'cancelled' }]);
    });

    it("hands the caller's abort and patience to the provider", async () => {
      const given: unknown[] = [];
      provider.stream = (...args) => {
        given.push(...args);
        return Promise.resolve({ items: NEVER, summary: () => provider.summary });
      };
      const exchange = exchangeOf({ stream: true });
      await service.stream(exchange, ready);
      expect(given).toEqual([exchange.abort, ready]);
    });
  });
});
