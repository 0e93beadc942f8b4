import { createHash, randomBytes } from 'node:crypto';
import { Controller, Get } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AuthModule, ClientService } from '@app/auth';
import { ClockModule } from '@app/common';
import { loadConfig } from '@app/config';
import { InstallationModule } from '@app/gateway';
import { ClientRepository, Database } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { Answer } from '../support/answer';
import { eventually } from '../support/eventually';
import { rawRequest } from '../support/raw-request';
import { expectRefusal } from '../support/refusal';
import { temporaryFolder } from '../support/temporary-folder';
import { TestGateway } from '../support/test-gateway';
import { TESTER } from '../../libs/common/src/testing/actors';
import { testClient } from '../../libs/persistence/src/testing/client';
import { writeControl } from '../../libs/persistence/src/testing/write-control';

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  rawRequest({ url: gateway.url, method, headers, path, send: (outgoing) => outgoing.end() });
const list = (headers: Record<string, string>): Promise<Answer> => get('/v1/models', headers);
const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

describe('a key', () => {
  it.each([
    ['Authorization: Bearer', (key: string) => ({ authorization: `Bearer ${key}` })],
    ['AUTHORIZATION: BEARER', (key: string) => ({ AUTHORIZATION: `BEARER ${key}` })],
    ['authorization: bearer', (key: string) => ({ authorization: `bearer ${key}` })],
    ['two blanks behind Bearer', (key: string) => ({ authorization: `Bearer  ${key}` })],
    ['x-api-key', (key: string) => ({ 'x-api-key': key })],
    ['api-key', (key: string) => ({ 'api-key': key })],
    ['x-goog-api-key', (key: string) => ({ 'x-goog-api-key': key })],
    ['another scheme beside x-api-key', (key: string) => ({ authorization: 'Basic eDp5', 'x-api-key': key })],
  ])('is taken from %s', async (_, headers) => {
    expect(await list(headers(gateway.key))).toMatchObject({ status: 200 });
  });

  it.each([
    ['missing', () => ({})],
    ['wrong', () => bearer(`sk-gg-aaaaaaaa${'x'.repeat(43)}`)],
    ['cut short', () => bearer(gateway.key.slice(0, -1))],
    ['of another make', () => bearer('sk-proj-abc')],
    ['in another case', () => bearer(gateway.key.toUpperCase())],
    ['without its scheme', () => ({ authorization: gateway.key })],
    ['of the scheme Basic', () => ({ authorization: `Basic ${gateway.key}` })],
    ['in a header of our own', () => ({ 'x-gophergate-key': gateway.key })],
    ['in a cookie', () => ({ cookie: `authorization=Bearer ${gateway.key}` })],
    ['the key that providers get', () => bearer('sim-key')],
    ['a very long one', () => bearer('sk-gg-'.padEnd(8_000, 'a'))],
  ])('is refused when %s', async (_, headers) => {
    const answer = await list(headers());
    const error = expectRefusal(answer, 401, 'invalid_api_key');
    expect(error).toMatchObject({ type: 'invalid_request_error', param: null });
    // Whatever is wrong with a key, the words are the same.
    expect(error.message).toBe(expectRefusal(await list({}), 401).message);
  });

  it('is not taken from the address', async () => {
    expectRefusal(await get(`/v1/models?key=${gateway.key}&api_key=${gateway.key}`), 401, 'invalid_api_key');
  });

  it('is refused once it has expired', async () => {
    const now = Date.now();
    const create = async (expiresAt: number): Promise<string> => {
      const key = `sk-gg-${randomBytes(4).toString('hex')}${randomBytes(32).toString('base64url')}`;
      const keyHash = createHash('sha256').update(key).digest('hex');
      const client = testClient(keyHash.slice(0, 20), { keyHash, expiresAt, createdAt: now });
      await writeControl(gateway.get(Database), (transaction) =>
        gateway.get(ClientRepository).create(transaction, client),
      );
      return key;
    };
    expect(await list(bearer(await create(now + 60_000)))).toMatchObject({ status: 200 });
    expectRefusal(await list(bearer(await create(now - 1))), 401, 'invalid_api_key');
  });

  it('stops working at once when it is revoked here, and by itself when elsewhere', async () => {
    const here = await gateway.createClient('revoked here');
    const elsewhere = await gateway.createClient('revoked elsewhere');
    for (const { key } of [here, elsewhere]) expect(await list(bearer(key))).toMatchObject({ status: 200 });
    await gateway.get(ClientService).update(TESTER, here.client.id, { isEnabled: false });
    expectRefusal(await list(bearer(here.key)), 401, 'invalid_api_key');
    // As another process would: past the cache of this one.
    await writeControl(gateway.get(Database), (transaction) =>
      gateway.get(ClientRepository).update(transaction, { ...elsewhere.client, isEnabled: false }),
    );
    // How long a key is remembered, its own unit test says with a clock that stands still.
    await eventually('the refusal of a revoked key', async () => (await list(bearer(elsewhere.key))).status === 401);
  });

  it('opens nothing else once its body is refused', async () => {
    const answer = await get('/v1/chat/completions', {}, 'POST');
    expectRefusal(answer, 401, 'invalid_api_key');
  });
});

describe('no way of writing the address opens /v1', () => {
  const paths = [
    '/v1/models',
    '/v1/models/',
    '//v1/models',
    '/v1//models',
    '/V1/MODELS',
    '/v1/models/%2e%2e',
    '/health/../v1/models',
    '/health/%2e%2e/v1/models',
  ];
  const more = [
    '/v1/models/gpt-5.4-mini',
    '/v1/models/ollama%2Fllama3.2',
    '/v1/models;x=1',
    '/%76%31/models',
    '/v1/models?',
    '/v1/models#x',
    '/v1\\models',
    '/v1/models/%E0%A4%A',
    '/v1/chat/completions',
  ];

  it.each(
    [...paths, ...more].flatMap((path) =>
      ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT'].map((method) => [method, path] as const),
    ),
  )('%s %s', async (method, path) => {
    const { status, text } = await get(path, {}, method);
    expect([400, 401, 404, 405]).toContain(status);
    expect(text).not.toContain('"object"');
    if (method !== 'HEAD') expect(JSON.parse(text)).toMatchObject({ error: { message: expect.any(String) } });
  });
});

describe('ids of models', () => {
  it.each(['ollama/llama3.2:latest', 'ollama%2Fllama3.2%3Alatest', 'gpt-5.4-mini', 'xai/grok-4.3', 'fast-flow'])(
    '%s is found',
    async (id) => {
      expect(await get(`/v1/models/${id}`, bearer(gateway.key))).toMatchObject({
        status: 200,
        body: { id: decodeURIComponent(id), object: 'model' },
      });
    },
  );

  it.each(['no-such-model', 'o1/../../x', '__proto__', 'openai%2F'])('%s is not', async (id) => {
    expectRefusal(await get(`/v1/models/${id}`, bearer(gateway.key)), 404);
  });

  it('a malformed one is a 400', async () => {
    expectRefusal(await get('/v1/models/%E0%A4%A', bearer(gateway.key)), 400);
  });
});

describe('when the key store is away', () => {
  it('a key that was right a moment ago is a 503, never a 401', async () => {
    const key = await gateway.createKey('unlucky');
    await gateway.get(Database).control.close();
    const answer = await list(bearer(key));
    expectRefusal(answer, 503, 'auth_unavailable');
    expect(answer.headers.get('retry-after')).toBe('1');
    // What needs no look-up is still a 401.
    expectRefusal(await list(bearer('nonsense')), 401, 'invalid_api_key');
  });
});

describe('a route that names no rule', () => {
  it('is closed', async () => {
    @Controller('forgotten')
    class ForgottenController {
      @Get()
      read(): string {
        return 'secret';
      }
    }
    const { folder, remove } = temporaryFolder();
    const { config } = loadConfig({ LLM_PROXY__DATA_DIR: folder }, []);
    const module = {
      module: class Forgotten {},
      imports: [ClockModule, InstallationModule.register(config), AuthModule],
      controllers: [ForgottenController],
    };
    const app = await NestFactory.create<NestExpressApplication>(module, { logger: false });
    await app.listen(0, '127.0.0.1');
    const response = await fetch(`${await app.getUrl()}/forgotten`);
    expect({ isOpen: response.ok, text: await response.text() }).toEqual({
      isOpen: false,
      text: expect.not.stringContaining('secret'),
    });
    app.getHttpServer().closeAllConnections();
    await app.close();
    remove();
  });
});
