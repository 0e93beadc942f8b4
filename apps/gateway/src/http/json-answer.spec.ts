import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayResponse } from './gateway-request';
import { sendJson } from './json-answer';

describe('sendJson', () => {
  let server: Server;
  afterEach(() => {
    server.close();
  });

  it.each([
    ['text', '{"a":"Grüße ☕"}'],
    ['bytes', Buffer.from('{"a":"Grüße ☕"}')],
  ])('sends %s as it is, with its length in bytes', async (_, body) => {
    server = createServer((_request, response) => {
      sendJson(response as GatewayResponse, { headers: { 'x-extra': '1' }, body });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('{"a":"Grüße ☕"}');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'x-extra': '1',
    });
  });
});
