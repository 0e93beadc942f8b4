import type { ExecutionContext } from '@nestjs/common';
import { lastValueFrom, of } from 'rxjs';
import type { GatewayRequest } from '../../http/gateway-request';
import { RequestBodyReader } from '../../http/request-body.reader';
import { Loopback, type LoopbackExchange } from '../../testing/loopback';
import { AdminBodyInterceptor } from './admin-body.interceptor';

const MEGABYTE = 1024 * 1024;

describe('AdminBodyInterceptor', () => {
  let loopback: Loopback;
  let interceptor: AdminBodyInterceptor;
  beforeAll(async () => {
    loopback = await Loopback.start();
    const limits = { maxBodyBytes: 50 * MEGABYTE, maxBodyBytesInFlight: 200 * MEGABYTE };
    interceptor = new AdminBodyInterceptor(new RequestBodyReader({ limits }));
  });
  afterAll(async () => {
    await loopback.close();
  });

  async function bodyOf({ request, response }: LoopbackExchange, isKnown = true): Promise<unknown> {
    Object.assign(request, isKnown && { identity: {} });
    const http = { getRequest: () => request, getResponse: () => response };
    const next = { handle: () => of('handled') };
    const context = { switchToHttp: () => http } as ExecutionContext;
    await expect(lastValueFrom(await interceptor.intercept(context, next))).resolves.toBe('handled');
    return (request as GatewayRequest).body;
  }
  const JSON_TYPE = { 'content-type': 'application/json' };

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('reads what %s brings', async (method) => {
    const headers = { ...JSON_TYPE, 'content-length': '12' };
    const exchange = await loopback.exchange({ method, headers }, '{"name":"a"}');
    await expect(bodyOf(exchange)).resolves.toEqual({ name: 'a' });
    exchange.response.end();
  });

  it.each(['POST', 'DELETE', 'GET'])('needs none of %s', async (method) => {
    const exchange = await loopback.exchange({ method, headers: { 'content-length': '0' } }, '');
    await expect(bodyOf(exchange)).resolves.toBeUndefined();
    exchange.response.end();
  });

  it('takes no body of GET', async () => {
    const exchange = await loopback.exchange({ method: 'GET', headers: JSON_TYPE }, '{"name":"a"}');
    await expect(bodyOf(exchange)).resolves.toBeUndefined();
    exchange.response.end();
  });

  it.each([
    [16 * 1024, false, true],
    [16 * 1024 + 1, false, false],
    [10 * MEGABYTE, true, true],
    [10 * MEGABYTE + 1, true, false],
  ])('a body of %d bytes of somebody known (%s) is taken: %s', async (bytes, isKnown, isTaken) => {
    const body = JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
    const exchange = await loopback.exchange({ headers: { ...JSON_TYPE, 'content-length': String(bytes) } }, body);
    const result = bodyOf(exchange, isKnown);
    await (isTaken ? expect(result).resolves.toBeDefined() : expect(result).rejects.toMatchObject({ httpStatus: 413 }));
    exchange.client.destroy();
  });

  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a text', { 'content-type': 'text/plain' }, 415],
    ['a compressed one', { 'content-encoding': 'gzip' }, 415],
  ])('refuses %s', async (_, headers, httpStatus) => {
    const length = { 'content-length': '12' };
    const exchange = await loopback.exchange({ headers: { ...JSON_TYPE, ...length, ...headers } });
    await expect(bodyOf(exchange)).rejects.toMatchObject({ httpStatus });
    exchange.client.destroy();
  });
});
