import type { OutgoingHttpHeaders } from 'node:http';
import {
  BodyTooLargeError,
  ClientGoneError,
  InvalidRequestError,
  TemporarilyUnavailableError,
  UnsupportedMediaTypeError,
  type JsonDocument,
} from '@app/common';
import { Loopback, closed, textOf, type LoopbackExchange } from '../testing/loopback';
import { RequestBodyReader } from './request-body.reader';

const limits = { maxBodyBytes: 100, maxBodyBytesInFlight: 150 };
const json = { 'content-type': 'application/json' };
/** A JSON object of so many bytes. */
const bodyOf = (bytes: number): string => JSON.stringify({ t: 'x'.repeat(bytes - '{"t":""}'.length) });

describe('RequestBodyReader', () => {
  let loopback: Loopback;
  let reader: RequestBodyReader;
  beforeEach(async () => {
    loopback = await Loopback.start();
    reader = new RequestBodyReader({ limits });
  });
  afterEach(() => loopback.close());

  const open = (headers: OutgoingHttpHeaders = json, body?: string): Promise<LoopbackExchange> =>
    loopback.exchange({ headers }, body);
  const read = ({ request, response }: LoopbackExchange): Promise<JsonDocument> => reader.read(request, response);
  /** Answers, and waits until the server is done with the exchange. */
  const finish = async (exchange: LoopbackExchange): Promise<void> => {
    exchange.response.end();
    (await exchange.answer).resume();
    await closed(exchange);
  };
  /** The body length announced, or in chunks. */
  const announced = (bytes: number) => ({ ...json, 'content-length': bytes });
  const chunked = { ...json, 'transfer-encoding': 'chunked' };

  it('reads an object and keeps its bytes', async () => {
    const text = ' {"model":"a", "n": 1.0} ';
    const document = await read(await open(json, text));
    expect(document.bytes.toString()).toBe(text);
    expect(document.value).toEqual({ model: 'a', n: 1 });
  });

  it('reads a body that comes in pieces of unknown number', async () => {
    const exchange = await open(chunked);
    const reading = read(exchange);
    for (const piece of ['{"a', '":"ü', '"}']) exchange.client.write(piece);
    exchange.client.end();
    await expect(reading).resolves.toMatchObject({ value: { a: 'ü' } });
  });

  describe('headers', () => {
    it.each([
      'application/json',
      'Application/JSON; charset=utf-8',
      'application/vnd.api+json',
      'application/json ;x=1',
    ])('takes the type %s', async (type) => {
      await expect(read(await open({ 'content-type': type }, '{}'))).resolves.toBeDefined();
    });

    it.each([
      'text/plain',
      'application/jsonp',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'text/json',
      '',
    ])('refuses the type %j', async (type) => {
      await expect(read(await open({ 'content-type': type }, '{}'))).rejects.toBeInstanceOf(UnsupportedMediaTypeError);
    });

    it('asks for a type where there is none', async () => {
      await expect(read(await open({}, '{}'))).rejects.toMatchObject({ httpStatus: 400, code: 'missing_content_type' });
    });

    it.each(['gzip', 'br', 'deflate, gzip'])('refuses the encoding %s', async (encoding) => {
      await expect(read(await open({ ...json, 'content-encoding': encoding }, '{}'))).rejects.toMatchObject({
        httpStatus: 415,
      });
    });

    it('takes the encoding that is none', async () => {
      await expect(read(await open({ ...json, 'content-encoding': 'identity' }, '{}'))).resolves.toBeDefined();
    });
  });

  describe('one body', () => {
    it('may be as large as the limit', async () => {
      await expect(read(await open(json, bodyOf(100)))).resolves.toBeDefined();
    });

    it('is refused for its announced size before a byte of it came', async () => {
      await expect(read(await open(announced(101)))).rejects.toBeInstanceOf(BodyTooLargeError);
    });

    it('is refused when it grows too large unannounced, and the answer can be read', async () => {
      const exchange = await open(chunked);
      const reading = read(exchange);
      const refused = expect(reading).rejects.toBeInstanceOf(BodyTooLargeError);
      exchange.client.write(bodyOf(101));
      await refused;
      exchange.response.writeHead(413).end('too large');
      exchange.client.end('x'.repeat(1_000_000));
      const answer = await exchange.answer;
      expect(answer.statusCode).toBe(413);
      await expect(textOf(answer)).resolves.toBe('too large');
    });

    it.each(['', '{"a":', '[1]', '\uFEFF{}'])('is refused when it reads %j', async (text) => {
      await expect(read(await open(json, text))).rejects.toBeInstanceOf(InvalidRequestError);
    });
  });

  describe('a client that leaves', () => {
    it('in the middle of its body is gone', async () => {
      const exchange = await open(announced(50));
      const reading = expect(read(exchange)).rejects.toBeInstanceOf(ClientGoneError);
      exchange.client.write('{"half":', () => exchange.client.destroy());
      await reading;
    });

    it('before its body is read is gone too', async () => {
      const exchange = await open(announced(50));
      exchange.client.destroy();
      await closed(exchange);
      await expect(read(exchange)).rejects.toBeInstanceOf(ClientGoneError);
    });

    it('gives back the room its bytes took', async () => {
      const exchange = await open(announced(100));
      const reading = expect(read(exchange)).rejects.toBeInstanceOf(ClientGoneError);
      exchange.request.once('data', () => exchange.client.destroy());
      exchange.client.write('x'.repeat(99));
      await reading;
      await closed(exchange);
      await expect(read(await open(json, bodyOf(100)))).resolves.toBeDefined();
    });
  });

  describe('all bodies together', () => {
    it('count until their answers are done', async () => {
      const first = await open(json, bodyOf(100));
      await read(first);
      await expect(read(await open(json, bodyOf(51)))).rejects.toBeInstanceOf(TemporarilyUnavailableError);
      await expect(read(await open(json, bodyOf(50)))).resolves.toBeDefined();
      await finish(first);
      await expect(read(await open(json, bodyOf(100)))).resolves.toBeDefined();
    });

    it.each<[string, OutgoingHttpHeaders]>([
      ['announced', announced(100)],
      ['in chunks', chunked],
    ])('keep within the limit when they come at the same time, %s', async (_, headers) => {
      const exchanges = await Promise.all([open(headers), open(headers), open(headers)]);
      const readings = exchanges.map((exchange) => read(exchange));
      for (const { client } of exchanges) client.end(bodyOf(100));
      const outcomes = await Promise.allSettled(readings);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(
        outcomes.filter(
          (outcome) => outcome.status === 'rejected' && outcome.reason instanceof TemporarilyUnavailableError,
        ),
      ).toHaveLength(2);
    });

    it('give back the room of one that was refused', async () => {
      for (let i = 0; i < 5; i++) {
        const malformed = await open(json, 'x'.repeat(100));
        await expect(read(malformed)).rejects.toBeInstanceOf(InvalidRequestError);
        await finish(malformed);
      }
      await expect(read(await open(json, bodyOf(100)))).resolves.toBeDefined();
    });
  });
});
