import { startSimulator, type Simulator } from '../simulator.server';
import { eventsIn, userSays, vendorClient } from '../testing/vendor-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.clear());
afterAll(() => simulator.close());

const openai = vendorClient(() => simulator, 'openai');
const gemini = vendorClient(() => simulator, 'gemini');
const REQUEST = { model: 'gpt-4o', messages: userSays('hello') };
const STREAM = { ...REQUEST, stream: true };
const DONE = 'data: [DONE]';
const GEMINI_BODY = { contents: [{ role: 'user', parts: [{ text: 'hello' }] }] };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Reads until the stream ends in whatever way; tells how many bytes and events came and whether it broke. */
async function readAll(response: Response): Promise<{ text: string; chunks: number[]; isBroken: boolean }> {
  const decoder = new TextDecoder();
  const chunks: number[] = [];
  let text = '';
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk.length);
      text += decoder.decode(chunk, { stream: true });
    }
    return { text, chunks, isBroken: false };
  } catch {
    return { text, chunks, isBroken: true };
  }
}

describe('pace', () => {
  it('holds the first byte back by ttfb', async () => {
    const startedAt = performance.now();
    await openai.open('/chat/completions', STREAM, { control: 'ttfb=80' });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(78);
  });

  it.each([true, false])('lets tps tokens out in a second (stream: %s)', async (stream) => {
    const startedAt = performance.now();
    await openai.chat({ ...REQUEST, stream }, { control: 'tps=200;tokens=20' });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(95);
  });

  it('says as many tokens as asked, one an event', async () => {
    const { text } = await openai.chat({ ...STREAM, model: 'gpt-4o~tokens=30' });
    expect(eventsIn(text)).toHaveLength(32);
    expect(simulator.requests[0]).toMatchObject({ tokensSent: 30, bytesSent: Buffer.byteLength(text) });
  });
});

describe('accidents in a stream', () => {
  it('goes silent after stall events and keeps the line open', async () => {
    const leave = new AbortController();
    const response = await openai.open('/chat/completions', STREAM, { control: 'stall=3', signal: leave.signal });
    const reading = readAll(response);
    await until(() => (simulator.requests[0]?.tokensSent ?? 0) === 2);
    expect(simulator.requests[0]?.closedByClientAt).toBeUndefined();
    leave.abort();
    const { text, isBroken } = await reading;
    expect(isBroken).toBe(true);
    expect(eventsIn(text).length).toBeLessThanOrEqual(3);
    await until(() => simulator.requests[0]?.closedByClientAt !== undefined);
  });

  it('destroys the socket after reset events', async () => {
    const { text, isBroken } = await readAll(await openai.open('/chat/completions', STREAM, { control: 'reset=3' }));
    expect(isBroken).toBe(true);
    expect(eventsIn(text)).toHaveLength(3);
    expect(simulator.requests[0]?.closedByClientAt).toBeUndefined();
  });

  it('answers nothing at all with reset=0', async () => {
    await expect(openai.open('/chat/completions', STREAM, { control: 'reset=0' })).rejects.toThrow('fetch failed');
    await expect(openai.open('/chat/completions', REQUEST, { control: 'reset=0' })).rejects.toThrow('fetch failed');
  });

  it('ends the body cleanly, without finish, after halfclose events', async () => {
    const { text, isBroken } = await readAll(
      await openai.open('/chat/completions', STREAM, { control: 'halfclose=3' }),
    );
    expect(isBroken).toBe(false);
    expect(eventsIn(text)).toHaveLength(3);
    expect(text).not.toContain(DONE);
    expect(text).not.toContain('"stop"');
  });

  it('can leave out nothing but [DONE]', async () => {
    const { text } = await openai.chat(STREAM, { control: 'halfclose=5;tokens=3' });
    expect(text).toContain('"finish_reason":"stop"');
    expect(text).not.toContain(DONE);
  });

  it('reports an error as an event and ends', async () => {
    const { status, text } = await openai.chat(STREAM, { control: 'errorevent=2' });
    expect(status).toBe(200);
    expect(eventsIn(text)).toHaveLength(3);
    expect(eventsIn(text)[2]).toMatchObject({ error: { type: 'server_error' } });
    expect(text).not.toContain(DONE);
  });
});

describe('accidents in a plain answer', () => {
  it.each(['reset=1', 'halfclose=1'])('stops in the middle of the body: %s', async (control) => {
    const { text } = await readAll(await openai.open('/chat/completions', REQUEST, { control }));
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it('stalls in the middle of the body', async () => {
    const leave = new AbortController();
    const response = await openai.open('/chat/completions', REQUEST, { control: 'stall=1', signal: leave.signal });
    expect(response.status).toBe(200);
    leave.abort();
    await until(() => simulator.requests[0]?.closedByClientAt !== undefined);
  });

  it('carries an error under status 200', async () => {
    const grok = vendorClient(() => simulator, 'grok');
    const { status, body } = await grok.chat(
      { model: 'grok-4.5', messages: userSays('hi') },
      { control: 'errorevent=0' },
    );
    expect({ status, body }).toEqual({
      status: 200,
      body: { code: 'unavailable', error: expect.any(String) as string },
    });
  });
});

describe('status', () => {
  it.each([
    [
      'openai',
      {
        error: {
          message: 'Rate limit reached for requests.',
          type: 'requests',
          param: null,
          code: 'rate_limit_exceeded',
        },
      },
    ],
    [
      'deepseek',
      {
        error: {
          message: expect.any(String) as string,
          type: 'rate_limit_error',
          param: null,
          code: 'invalid_request_error',
        },
      },
    ],
    ['moonshot', { error: { type: 'engine_overloaded_error', message: expect.any(String) as string } }],
    ['grok', { code: 'resource-exhausted', error: expect.any(String) as string }],
    ['ollama', { error: { message: expect.any(String) as string, type: 'api_error', param: null, code: null } }],
  ] as const)('429 in the words of %s, with Retry-After', async (vendor, body) => {
    const answer = await vendorClient(() => simulator, vendor).chat(REQUEST, { control: 'status=429;retry=20' });
    expect(answer).toMatchObject({ status: 429, body });
    expect(answer.headers.get('retry-after')).toBe('20');
  });

  it('429 with a wish in milliseconds, and with a date not before its time', async () => {
    const client = vendorClient(() => simulator, 'openai');
    const inMs = await client.chat(REQUEST, { control: 'status=429;retryms=1500' });
    expect([inMs.headers.get('retry-after-ms'), inMs.headers.get('retry-after')]).toEqual(['1500', null]);
    const earliest = Date.now() + 2_000;
    const dated = await client.chat(REQUEST, { control: 'status=429;retrydate=2' });
    const until = Date.parse(dated.headers.get('retry-after') ?? '');
    expect(until).toBeGreaterThanOrEqual(earliest);
    expect(until).toBeLessThan(Date.now() + 3_001);
  });

  it('429 in the words of gemini, with RetryInfo and no header', async () => {
    const { status, headers, body } = await gemini.post('/models/gemini-3.8-flash:generateContent', GEMINI_BODY, {
      control: 'status=429;retry=46',
    });
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBeNull();
    expect(JSON.stringify(body)).toContain('"status":"RESOURCE_EXHAUSTED"');
    expect(JSON.stringify(body)).toContain('"retryDelay":"46s"');
  });

  it.each([402, 500, 503])('%s from every vendor', async (code) => {
    for (const vendor of ['openai', 'deepseek', 'moonshot', 'grok', 'ollama'] as const) {
      expect((await vendorClient(() => simulator, vendor).chat(REQUEST, { control: `status=${code}` })).status).toBe(
        code,
      );
    }
  });
});

describe('form', () => {
  it.each([1, 7, 4_096])('re-cuts the bytes into pieces of %s', async (bytes) => {
    const request = { ...STREAM, messages: userSays('漢字 👩‍🚀') };
    const { text, chunks } = await readAll(
      await openai.open('/chat/completions', request, { control: `chunk=${bytes}` }),
    );
    expect(eventsIn(text).length).toBeGreaterThan(5);
    expect(text).toContain(DONE);
    expect(text).not.toContain('\uFFFD');
    expect(chunks.slice(0, -1).every((length) => length % bytes === 0)).toBe(true);
  });

  it('breaks the JSON of the second event and goes on', async () => {
    const { text } = await openai.chat(STREAM, { control: 'badjson=1' });
    const lines = text.split('\n').filter((line) => line.startsWith('data: {'));
    const broken = lines.map((line) => {
      try {
        JSON.parse(line.slice(6));
        return false;
      } catch {
        return true;
      }
    });
    expect(broken.indexOf(true)).toBe(1);
    expect(broken.filter(Boolean)).toHaveLength(1);
    expect(text).toContain(DONE);
  });

  it('breaks the JSON of a plain answer', async () => {
    const { status, text } = await openai.chat(REQUEST, { control: 'badjson=1' });
    expect(status).toBe(200);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it.each(['openai', 'moonshot', 'grok', 'ollama', 'deepseek'] as const)(
    'leaves the usage of %s out, in both ways',
    async (vendor) => {
      const model = {
        openai: 'gpt-4o',
        moonshot: 'kimi-k3',
        grok: 'grok-4.5',
        ollama: 'qwen3',
        deepseek: 'deepseek-flash',
      }[vendor];
      const client = vendorClient(() => simulator, vendor);
      const plain = await client.chat({ ...REQUEST, model }, { control: 'nousage=1' });
      const stream = await client.chat(
        { ...STREAM, model, stream_options: { include_usage: true } },
        { control: 'nousage=1' },
      );
      expect(plain.text).not.toContain('_tokens');
      expect(stream.text).not.toContain('_tokens');
      expect(stream.text).toContain(DONE);
    },
  );

  it('leaves the usage of gemini and of responses out', async () => {
    const fromGemini = await gemini.post('/models/gemini-3.8-flash:streamGenerateContent?alt=sse', GEMINI_BODY, {
      control: 'nousage=1',
    });
    const fromResponses = await openai.post(
      '/responses',
      { model: 'gpt-5.5', input: 'hi', stream: true },
      { control: 'nousage=1' },
    );
    expect(fromGemini.text).not.toContain('usageMetadata');
    expect(fromResponses.text).not.toContain('input_tokens');
  });

  it('writes CRLF', async () => {
    const { text } = await openai.chat(STREAM, { control: 'crlf=1' });
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text.endsWith(`${DONE}\r\n\r\n`)).toBe(true);
  });

  it('writes comments and blank lines between events, and blank lines before JSON', async () => {
    const stream = await openai.chat(STREAM, { control: 'comments=1' });
    expect(stream.text).toContain(': keep-alive\n\n\n');
    const plain = await openai.chat(REQUEST, { control: 'comments=1' });
    expect(plain.text.startsWith('\n\n{')).toBe(true);
    expect(plain.body.object).toBe('chat.completion');
  });

  it.each([REQUEST, STREAM])('answers an empty body under status 200', async (request) => {
    const { status, text } = await openai.chat(request, { control: 'emptybody=1' });
    expect({ status, text }).toEqual({ status: 200, text: '' });
  });

  it('makes gemini stream an array although events were asked for', async () => {
    const { text } = await gemini.post('/models/gemini-3.8-flash:streamGenerateContent?alt=sse', GEMINI_BODY, {
      control: 'array=1',
    });
    expect(Array.isArray(JSON.parse(text))).toBe(true);
  });

  it('never answers', async () => {
    const leave = new AbortController();
    const asking = openai.open('/chat/completions', REQUEST, { control: 'noanswer=1', signal: leave.signal });
    await until(() => simulator.requests.length === 1);
    leave.abort();
    await expect(asking).rejects.toThrow();
    await until(() => simulator.requests[0]?.closedByClientAt !== undefined);
    expect(simulator.requests[0]?.bytesSent).toBe(0);
  });
});

describe('a client that leaves', () => {
  it('stops the generation at once', async () => {
    const leave = new AbortController();
    const response = await openai.open('/chat/completions', STREAM, {
      control: 'tps=100;tokens=5000',
      signal: leave.signal,
    });
    const reading = readAll(response);
    await until(() => (simulator.requests[0]?.tokensSent ?? 0) >= 3);
    leave.abort();
    await reading;
    await until(() => simulator.requests[0]?.closedByClientAt !== undefined);
    const sent = simulator.requests[0]?.tokensSent;
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(simulator.requests[0]?.tokensSent).toBe(sent);
    expect(sent).toBeLessThan(100);
  });

  it('stops an unpaced stream as well', async () => {
    const leave = new AbortController();
    const response = await openai.open('/chat/completions', STREAM, { control: 'tokens=200000', signal: leave.signal });
    expect(response.status).toBe(200);
    leave.abort();
    await until(() => simulator.requests[0]?.closedByClientAt !== undefined);
    expect(simulator.requests[0]?.tokensSent).toBeLessThan(200_000);
  });
});
