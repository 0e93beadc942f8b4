import { crc32 } from 'node:zlib';
import { startSimulator, type Simulator } from './simulator.server';
import { TINY_PNG_BASE64 } from './tiny-png';
import { userSays, vendorClient } from './testing/vendor-client';
import { VENDOR_IDS } from './vendor';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.clear());
afterAll(() => simulator.close());

const openai = vendorClient(() => simulator, 'openai');
const REQUEST = { model: 'gpt-4o', messages: userSays('hello') };
const admin = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${simulator.url}/_simulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe('startSimulator', () => {
  it('takes a free port and tells every base URL', () => {
    expect(simulator.port).toBeGreaterThan(0);
    expect(VENDOR_IDS.map((vendor) => simulator.baseUrlOf(vendor).slice(simulator.url.length))).toEqual([
      '/openai/v1',
      '/gemini/v1beta',
      '/deepseek',
      '/moonshot/v1',
      '/grok/v1',
      '/ollama/v1',
    ]);
  });

  it('fails where the port is taken', async () => {
    await expect(startSimulator({ port: simulator.port })).rejects.toThrow('EADDRINUSE');
  });

  it('lets go of open connections when it closes', async () => {
    const short = await startSimulator();
    const asking = fetch(`${short.url}/openai/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ ...REQUEST, model: 'gpt-4o~noanswer=1' }),
    });
    const failed = expect(asking).rejects.toThrow();
    while (short.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await short.close();
    await failed;
  });

  it('answers 404 outside the vendors', async () => {
    expect((await fetch(`${simulator.url}/mistral/v1/models`)).status).toBe(404);
    expect((await fetch(simulator.url)).status).toBe(404);
  });
});

describe('the record', () => {
  it('keeps what came and what went', async () => {
    const { text } = await openai.chat({ ...REQUEST, model: 'gpt-4o~tokens=7' });
    expect(simulator.requests).toEqual([
      expect.objectContaining({
        vendor: 'openai',
        method: 'POST',
        path: '/openai/v1/chat/completions',
        body: { ...REQUEST, model: 'gpt-4o~tokens=7' },
        bytesSent: Buffer.byteLength(text),
        tokensSent: 7,
      }),
    ]);
    expect(simulator.requests[0]?.headers.authorization).toBe('Bearer sim-key');
    expect(Math.abs(Date.now() - (simulator.requests[0]?.at ?? 0))).toBeLessThan(10_000);
    expect(simulator.requests[0]?.closedByClientAt).toBeUndefined();
  });

  it('keeps a body that is no JSON as text', async () => {
    expect((await openai.chat('{broken')).status).toBe(400);
    expect(simulator.requests[0]?.body).toBe('{broken');
  });

  it('is readable and erasable from outside', async () => {
    await openai.get('/models');
    const listed = (await (await admin('GET', 'requests')).json()) as unknown[];
    expect(listed).toHaveLength(1);
    expect((await admin('DELETE', 'requests')).status).toBe(204);
    expect(simulator.requests).toHaveLength(0);
  });
});

describe('control', () => {
  it('is taken from the model name, which the vendor never sees', async () => {
    const { body } = await openai.chat({ ...REQUEST, model: 'gpt-4o~tokens=3' });
    expect(body).toMatchObject({ model: 'gpt-4o', usage: { completion_tokens: 3 } });
  });

  it('is taken from the model name in a path', async () => {
    const gemini = vendorClient(() => simulator, 'gemini');
    const { body } = await gemini.post('/models/gemini-3.8-flash%7Etokens=3:generateContent', {
      contents: [{ parts: [{ text: 'hi' }] }],
    });
    expect(body).toMatchObject({ modelVersion: 'gemini-3.8-flash', usageMetadata: { candidatesTokenCount: 3 } });
  });

  it('prefers what stands nearest to the request', async () => {
    simulator.control('tokens=1', { times: 2 });
    const byHeader = await openai.chat(REQUEST, { control: 'tokens=2' });
    const bySuffix = await openai.chat({ ...REQUEST, model: 'gpt-4o~tokens=3' }, { control: 'tokens=2' });
    expect(byHeader.body).toMatchObject({ usage: { completion_tokens: 2 } });
    expect(bySuffix.body).toMatchObject({ usage: { completion_tokens: 3 } });
  });

  it('is set beforehand for the next requests of one vendor', async () => {
    await admin('POST', 'control', { vendor: 'openai', control: 'status=503', times: 1 });
    const ollama = vendorClient(() => simulator, 'ollama');
    expect((await ollama.chat({ ...REQUEST, model: 'qwen3' })).status).toBe(200);
    expect((await openai.get('/models')).status).toBe(200);
    expect((await openai.chat(REQUEST)).status).toBe(503);
    expect((await openai.chat(REQUEST)).status).toBe(200);
  });

  it('stands until it is cleared', async () => {
    await admin('POST', 'control', { control: 'status=500' });
    expect([(await openai.chat(REQUEST)).status, (await openai.chat(REQUEST)).status]).toEqual([500, 500]);
    await admin('DELETE', 'control');
    expect((await openai.chat(REQUEST)).status).toBe(200);
  });

  it.each([{ control: 'speed=1' }, { vendor: 'mistral', control: 'tps=1' }, {}])('refuses %j', async (body) => {
    expect((await admin('POST', 'control', body)).status).toBe(400);
  });

  it('refuses a typing error loudly', async () => {
    const { status, text } = await openai.chat({ ...REQUEST, model: 'gpt-4o~speed=1' });
    expect(status).toBe(400);
    expect(text).toContain('Unknown control');
  });
});

describe('the rest', () => {
  it('is healthy', async () => {
    expect(await (await admin('GET', 'health')).json()).toEqual({ status: 'ok' });
    expect((await admin('GET', 'nothing')).status).toBe(404);
  });

  it('hosts a valid picture', async () => {
    const png = Buffer.from(await (await admin('GET', 'image.png')).arrayBuffer());
    expect(png.toString('base64')).toBe(TINY_PNG_BASE64);
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    for (let at = 8; at < png.length;) {
      const end = at + 8 + png.readUInt32BE(at);
      expect(crc32(png.subarray(at + 4, end))).toBe(png.readUInt32BE(end));
      at = end + 4;
    }
  });
});
