import { Subject, of, throwError } from 'rxjs';
import { ClientGoneError, InvalidRequestError } from '@app/common';
import { Loopback, closed, textOf, type LoopbackExchange } from '../testing/loopback';
import { SseWriter } from './sse.writer';

/** More than the sockets between two ends ever hold. */
const FLOOD = 'x'.repeat(16 * 1024 * 1024);

describe('SseWriter', () => {
  let loopback: Loopback;
  let exchange: LoopbackExchange;
  let writer: SseWriter;
  let events: Subject<string>;
  beforeEach(async () => {
    loopback = await Loopback.start();
    exchange = await loopback.exchange();
    writer = new SseWriter(exchange.response);
    events = new Subject();
  });
  afterEach(async () => {
    jest.useRealTimers();
    await loopback.close();
  });

  describe('the head', () => {
    it('is held back until the first event', async () => {
      const written = writer.write(events, { 'x-gophergate-model': 'real' });
      expect(exchange.response.headersSent).toBe(false);
      events.next('data: one\n\n');
      const answer = await exchange.answer;
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
        'x-gophergate-model': 'real',
      });
      events.complete();
      await written;
      await expect(textOf(answer)).resolves.toBe('data: one\n\ndata: [DONE]\n\n');
    });

    it.each([
      ['nothing', of()],
      ['the last event', of('data: last\n\n')],
    ])('is followed by %s alone where [DONE] is not wanted', async (_, last) => {
      await writer.write(last, {}, { isDoneSent: false });
      await expect(textOf(await exchange.answer)).resolves.not.toContain('[DONE]');
    });

    it('is sent for a stream without events too', async () => {
      await writer.write(of(), {});
      await expect(textOf(await exchange.answer)).resolves.toBe('data: [DONE]\n\n');
    });
  });

  describe('a silence', () => {
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    });

    it('is filled with comments, so that nobody takes the connection for dead', async () => {
      const written = writer.write(events, {});
      jest.advanceTimersByTime(14_999);
      expect(exchange.response.headersSent).toBe(false);
      jest.advanceTimersByTime(1);
      expect((await exchange.answer).statusCode).toBe(200);
      events.next('data: one\n\n');
      jest.advanceTimersByTime(14_999);
      events.complete();
      await written;
      await expect(textOf(await exchange.answer)).resolves.toBe(': keep-alive\n\ndata: one\n\ndata: [DONE]\n\n');
    });

    it.each<[string, () => void]>([
      ['the end', () => events.complete()],
      ['a failure', () => events.error(new InvalidRequestError('no'))],
      ['a client who leaves', () => exchange.response.destroy()],
    ])('ends with %s', async (_, end) => {
      const written = writer.write(events, {}).catch(() => undefined);
      expect(jest.getTimerCount()).toBe(1);
      end();
      await written;
      expect(jest.getTimerCount()).toBe(0);
    });
  });

  describe('a failure', () => {
    it('before the first event rejects, and nothing is sent', async () => {
      const error = new InvalidRequestError('no');
      await expect(
        writer.write(
          throwError(() => error),
          {},
        ),
      ).rejects.toBe(error);
      expect(exchange.response.headersSent).toBe(false);
      exchange.response.writeHead(400).end('an answer of its own');
      await expect(exchange.answer).resolves.toMatchObject({ statusCode: 400 });
    });

    it('that is no error at all becomes one', async () => {
      await expect(
        writer.write(
          throwError(() => 'text'),
          {},
        ),
      ).rejects.toMatchObject({ cause: 'text' });
    });

    it('after the first event is told as an event, and the stream ends without [DONE]', async () => {
      const written = writer.write(events, {});
      events.next('data: one\n\n');
      events.error(new InvalidRequestError('too long', 'messages'));
      await expect(written).resolves.toBeUndefined();
      const [first, second, ...rest] = (await textOf(await exchange.answer)).split('\n\n');
      expect(first).toBe('data: one');
      expect(JSON.parse(second?.replace('data: ', '') ?? '')).toEqual({
        error: { message: 'too long', type: 'invalid_request_error', param: 'messages', code: 'invalid_request' },
      });
      expect(rest).toEqual(['']);
    });

    it('of our own tells nothing about itself', async () => {
      const written = writer.write(events, {});
      events.next('data: one\n\n');
      events.error(new TypeError('secret'));
      await written;
      const text = await textOf(await exchange.answer);
      expect(text).toContain('internal_error');
      expect(text).not.toContain('secret');
    });

    it('by a caller who left is told to nobody', async () => {
      const written = writer.write(events, {});
      events.next('data: one\n\n');
      events.error(new ClientGoneError());
      await expect(written).resolves.toBeUndefined();
      expect(exchange.response.writableEnded).toBe(false);
    });
  });

  describe('a client that closes', () => {
    it('ends the subscription at once', async () => {
      const written = writer.write(events, {});
      events.next('data: one\n\n');
      expect(events.observed).toBe(true);
      exchange.client.destroy();
      await written;
      expect(events.observed).toBe(false);
    });

    it('ends it before the first event too', async () => {
      const written = writer.write(events, {});
      exchange.client.destroy();
      await expect(written).resolves.toBeUndefined();
      expect(events.observed).toBe(false);
    });

    it('is noticed although it closed before', async () => {
      exchange.client.destroy();
      await closed(exchange);
      await expect(writer.write(events, {})).resolves.toBeUndefined();
      expect(events.observed).toBe(false);
    });
  });

  describe('ready', () => {
    /** A client that has begun to read and then takes nothing more. */
    const stall = async (): Promise<void> => {
      void writer.write(events, {});
      events.next('data: one\n\n');
      await exchange.answer;
      events.next(FLOOD);
      expect(exchange.response.writableLength).toBeGreaterThan(128 * 1024);
    };

    it('lets a client be a little behind', async () => {
      void writer.write(events, {});
      expect(writer.ready()).toBeUndefined();
      events.next('x'.repeat(100_000));
      expect(writer.ready()).toBeUndefined();
    });

    it('waits for a client that is far behind, until it has caught up', async () => {
      await stall();
      let isReady = false;
      const waiting = writer.ready()?.then(() => (isReady = true));
      await new Promise((resolve) => setImmediate(resolve));
      expect(isReady).toBe(false);
      (await exchange.answer).resume();
      await waiting;
      expect(isReady).toBe(true);
      expect(writer.ready()).toBeUndefined();
    });

    it('waits no longer for a client that has gone', async () => {
      await stall();
      const waiting = writer.ready();
      exchange.client.destroy();
      await expect(waiting).resolves.toBeUndefined();
      expect(writer.ready()).toBeUndefined();
    });

    it('drops a client that takes nothing for a minute', async () => {
      await stall();
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
      const waiting = writer.ready();
      jest.advanceTimersByTime(59_999);
      expect(exchange.response.destroyed).toBe(false);
      jest.advanceTimersByTime(1);
      expect(exchange.response.destroyed).toBe(true);
      await waiting;
      expect(events.observed).toBe(false);
    });

    it('leaves neither timer nor listeners behind', async () => {
      await stall();
      const before = exchange.response.listenerCount('drain') + exchange.response.listenerCount('close');
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
      const waiting = writer.ready();
      (await exchange.answer).resume();
      await waiting;
      expect(jest.getTimerCount()).toBe(0);
      expect(exchange.response.listenerCount('drain') + exchange.response.listenerCount('close')).toBe(before);
    });
  });
});
