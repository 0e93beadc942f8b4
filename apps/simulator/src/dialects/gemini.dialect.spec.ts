import { objectFrom, objectsIn, type JsonObject, textFrom } from '../json-object';
import { startSimulator, type Simulator } from '../simulator.server';
import { eventsIn, vendorClient } from '../testing/vendor-client';
import { TINY_PNG_BASE64 } from '../tiny-png';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.clear());
afterAll(() => simulator.close());

const client = vendorClient(() => simulator, 'gemini');
const asks = (text: string, more: object = {}): object => ({
  contents: [{ role: 'user', parts: [{ text }] }],
  ...more,
});
const partsOf = (body: JsonObject): JsonObject[] => objectsIn(objectFrom(objectsIn(body.candidates)[0]?.content).parts);
const textOf = (bodies: readonly JsonObject[]): string =>
  bodies
    .flatMap(partsOf)
    .filter(({ thought }) => thought !== true)
    .map(({ text }) => textFrom(text) ?? '')
    .join('');
const usageOf = (body: JsonObject | undefined): JsonObject => objectFrom(body?.usageMetadata);
const declaration = {
  name: 'get_weather',
  parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] },
};
const tools = [{ functionDeclarations: [declaration] }];
const PLAIN = '/models/gemini-3.8-flash:generateContent';
const SSE = '/models/gemini-3.8-flash:streamGenerateContent?alt=sse';
const ARRAY = '/models/gemini-3.8-flash:streamGenerateContent';

describe('generateContent', () => {
  it('answers with a usage that adds up, thoughts outside the candidates', async () => {
    const { status, body } = await client.post(PLAIN, asks('What do otters eat?'));
    const usage = usageOf(body);
    expect(status).toBe(200);
    expect(textOf([body])).toMatch(/What do otters eat\?$/);
    expect(body.modelVersion).toBe('gemini-3.8-flash');
    expect(Number(usage.thoughtsTokenCount)).toBeGreaterThan(0);
    expect(usage.totalTokenCount).toBe(
      Number(usage.promptTokenCount) + Number(usage.candidatesTokenCount) + Number(usage.thoughtsTokenCount),
    );
    expect(simulator.requests[0]?.tokensSent).toBe(Number(usage.totalTokenCount) - Number(usage.promptTokenCount));
  });

  it('shows thoughts on request only', async () => {
    const { body } = await client.post(
      PLAIN,
      asks('hi', { generationConfig: { thinkingConfig: { includeThoughts: true } } }),
    );
    expect(partsOf(body)[0]).toMatchObject({ thought: true });
    expect(partsOf((await client.post(PLAIN, asks('hi'))).body).some(({ thought }) => thought)).toBe(false);
  });

  it('counts thoughts against maxOutputTokens', async () => {
    const { body } = await client.post(PLAIN, asks('hi', { generationConfig: { maxOutputTokens: 5 } }));
    expect(objectsIn(body.candidates)[0]?.finishReason).toBe('MAX_TOKENS');
    expect(partsOf(body)).toEqual([]);
    expect(usageOf(body).candidatesTokenCount).toBeUndefined();
  });

  it('goes through a whole tool loop with the signature it gave out', async () => {
    const first = await client.post(PLAIN, asks('use the tool', { tools }));
    expect(objectsIn(first.body.candidates)[0]?.finishReason).toBe('STOP');
    expect(partsOf(first.body)[0]).toMatchObject({
      functionCall: { name: 'get_weather', args: { city: 'x' } },
      thoughtSignature: expect.any(String) as string,
    });
    const contents = [
      { role: 'user', parts: [{ text: 'use the tool' }] },
      { role: 'model', parts: partsOf(first.body) },
      { role: 'user', parts: [{ functionResponse: { name: 'get_weather', response: { output: 'rain' } } }] },
    ];
    const second = await client.post(PLAIN, { contents, tools });
    expect(textOf([second.body])).toBe('The tool returned: rain');
  });

  it.each([
    [{ mode: 'ANY' }, true],
    [{ mode: 'ANY', allowedFunctionNames: ['get_weather'] }, true],
    [{ mode: 'NONE' }, false],
    [{ mode: 'AUTO' }, false],
  ])('follows %j', async (functionCallingConfig, isCalling) => {
    const { body } = await client.post(PLAIN, asks('hi', { tools, toolConfig: { functionCallingConfig } }));
    expect(partsOf(body).some(({ functionCall }) => functionCall !== undefined)).toBe(isCalling);
  });

  it('answers JSON by schema', async () => {
    const generationConfig = { responseMimeType: 'application/json', responseSchema: declaration.parameters };
    expect(JSON.parse(textOf([(await client.post(PLAIN, asks('hi', { generationConfig }))).body]))).toEqual({
      city: 'x',
    });
  });

  it('reports a long prompt as cached', async () => {
    const { body } = await client.post(PLAIN, asks(' river'.repeat(1_300)));
    expect(usageOf(body).cachedContentTokenCount).toBe(1_280);
  });

  it.each([
    [['IMAGE'], 1],
    [['TEXT', 'IMAGE'], 2],
  ])('draws for %j', async (responseModalities, parts) => {
    const { body } = await client.post(
      '/models/gemini-3.1-flash-image:generateContent',
      asks('a cat', { generationConfig: { responseModalities } }),
    );
    expect(partsOf(body)).toHaveLength(parts);
    expect(partsOf(body).at(-1)).toEqual({ inlineData: { mimeType: 'image/png', data: TINY_PNG_BASE64 } });
    expect(Number(usageOf(body).candidatesTokenCount)).toBeGreaterThanOrEqual(1_120);
  });
});

describe('streamGenerateContent', () => {
  it('sends events with CRLF, growing usage and no [DONE]', async () => {
    const plain = await client.post(PLAIN, asks('hi'));
    const { text, headers } = await client.post(SSE, asks('hi'));
    const events = eventsIn(text);
    const totals = events.map((event) => Number(usageOf(event).totalTokenCount));
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text).not.toContain('[DONE]');
    expect(textOf(events)).toBe(textOf([plain.body]));
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(usageOf(events.at(-1))).toEqual(usageOf(plain.body));
    expect(new Set(events.map(({ responseId }) => responseId)).size).toBe(1);
    expect(simulator.requests[1]?.tokensSent).toBe(simulator.requests[0]?.tokensSent);
  });

  it('writes one JSON array without alt', async () => {
    const { text, headers } = await client.post(ARRAY, asks('hi'));
    expect(headers.get('content-type')).toContain('application/json');
    expect(text.startsWith('[{')).toBe(true);
    expect(text).toContain('}\n,\r\n{'.slice(2));
    expect(textOf(objectsIn(JSON.parse(text)))).toBe(textOf(eventsIn((await client.post(SSE, asks('hi'))).text)));
  });

  it('gives parallel calls a chunk each, signs the first and ends with an empty part', async () => {
    const events = eventsIn((await client.post(SSE, asks('tools in parallel', { tools }))).text);
    const calls = events.flatMap(partsOf).filter(({ functionCall }) => functionCall !== undefined);
    expect(calls.map(({ thoughtSignature }) => thoughtSignature !== undefined)).toEqual([true, false]);
    expect(new Set(calls.map(({ functionCall }) => objectFrom(functionCall).id)).size).toBe(2);
    expect(partsOf(events.at(-1) ?? {})).toEqual([{ text: '' }]);
  });

  it('streams thoughts when they are shown', async () => {
    const generationConfig = { thinkingConfig: { includeThoughts: true } };
    const events = eventsIn((await client.post(SSE, asks('hi', { generationConfig }))).text);
    expect(events.flatMap(partsOf).filter(({ thought }) => thought === true)).toHaveLength(32);
  });

  it('fails in mid-stream in both framings', async () => {
    const control = 'errorevent=2';
    expect(eventsIn((await client.post(SSE, asks('hi'), { control })).text).at(-1)).toMatchObject({
      error: { code: 503 },
    });
    expect(objectsIn(JSON.parse((await client.post(ARRAY, asks('hi'), { control })).text)).at(-1)).toMatchObject({
      error: { code: 503 },
    });
  });

  it('puts an early error of an array stream into an array', async () => {
    const { status, text } = await client.post(ARRAY, {});
    expect([status, Array.isArray(JSON.parse(text))]).toEqual([400, true]);
  });
});

describe('several candidates', () => {
  it('say the same and are all counted', async () => {
    const generationConfig = { candidateCount: 3 };
    const one = await client.post(PLAIN, asks('hi'));
    const three = await client.post(PLAIN, asks('hi', { generationConfig }));
    const events = eventsIn((await client.post(SSE, asks('hi', { generationConfig }))).text);
    expect(objectsIn(three.body.candidates).map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(usageOf(three.body).candidatesTokenCount).toBe(Number(usageOf(one.body).candidatesTokenCount) * 3);
    expect(usageOf(events.at(-1))).toEqual(usageOf(three.body));
    expect(simulator.requests[2]?.tokensSent).toBe(simulator.requests[1]?.tokensSent);
  });

  it('come with log probabilities where the model has them', async () => {
    const generationConfig = { responseLogprobs: true, logprobs: 2 };
    const { body } = await client.post('/models/gemini-2.5-flash:generateContent', asks('hi', { generationConfig }));
    const { chosenCandidates, topCandidates } = objectFrom(objectsIn(body.candidates)[0]?.logprobsResult);
    expect(objectsIn(chosenCandidates)[0]?.token).toBe(textOf([body]));
    expect(objectsIn(objectsIn(topCandidates)[0]?.candidates)).toHaveLength(2);
  });
});

describe('odd answers', () => {
  it.each<[string, object]>([
    ['safety', { candidates: [{ finishReason: 'SAFETY', safetyRatings: [{ blocked: true }] }] }],
    ['blocked', { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }],
    ['blocked-silently', { promptFeedback: { safetyRatings: [{}] } }],
    ['malformed', { candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL' }] }],
    ['maxtokens', { candidates: [{ finishReason: 'MAX_TOKENS', content: { role: 'model' } }] }],
  ])('come in place of the answer: %s', async (odd, expected) => {
    const whole = await client.post(PLAIN, asks('hi'), { control: `odd=${odd}` });
    expect(whole.body).toMatchObject(expected);
    expect(partsOf(whole.body)).toEqual([]);
    const { text } = await client.post(SSE, asks('hi'), { control: `odd=${odd}` });
    expect(eventsIn(text)).toEqual([whole.body]);
  });

  it('has no candidates, nor a reason, when it was blocked in silence', async () => {
    const { body } = await client.post(PLAIN, asks('hi'), { control: 'odd=blocked-silently' });
    expect(body.candidates).toBeUndefined();
    expect(objectFrom(body.promptFeedback).blockReason).toBeUndefined();
    expect(Number(usageOf(body).promptTokenCount)).toBeGreaterThan(0);
  });

  it('show thoughts that nobody asked for', async () => {
    const { body } = await client.post(PLAIN, asks('hi'), { control: 'odd=thoughts' });
    expect(partsOf(body)[0]).toMatchObject({ thought: true });
  });

  it('go on after a first reason', async () => {
    const events = eventsIn((await client.post(SSE, asks('hi'), { control: 'odd=twofinishes' })).text);
    const reasons = events.map((event) => objectsIn(event.candidates)[0]?.finishReason);
    const first = reasons.indexOf('STOP');
    expect(reasons.filter(Boolean)).toEqual(['STOP', 'STOP']);
    expect(textOf(events.slice(first + 1))).not.toBe('');
  });

  it('call without an id', async () => {
    const { body } = await client.post(PLAIN, asks('use the tool', { tools }), { control: 'odd=noids' });
    expect(partsOf(body)[0]?.functionCall).toEqual({ name: 'get_weather', args: { city: 'x' } });
  });

  it('call piece by piece', async () => {
    const events = eventsIn(
      (await client.post(SSE, asks('use the tool', { tools }), { control: 'odd=partialargs' })).text,
    );
    const calls = events.flatMap(partsOf).flatMap(({ functionCall }) => functionCall ?? []);
    expect(calls).toMatchObject([
      { name: 'get_weather', willContinue: true },
      { partialArgs: [{ jsonPath: '$.city', stringValue: 'x', willContinue: true }], willContinue: true },
      { partialArgs: [{ jsonPath: '$.city', stringValue: '' }], willContinue: true },
      {},
    ]);
  });

  it('may come once', async () => {
    simulator.control('odd=malformed', { vendor: 'gemini', times: 1 });
    const reasons = [await client.post(PLAIN, asks('hi')), await client.post(PLAIN, asks('hi'))].map(
      ({ body }) => objectsIn(body.candidates)[0]?.finishReason,
    );
    expect(reasons).toEqual(['MALFORMED_FUNCTION_CALL', 'STOP']);
  });
});

describe('predict', () => {
  const IMAGEN = '/models/sim-imagen-4.0-generate-001:predict';

  it('gives as many pictures as asked', async () => {
    const { body } = await client.post(IMAGEN, { instances: [{ prompt: 'a cat' }], parameters: { sampleCount: 3 } });
    expect(objectsIn(body.predictions)).toHaveLength(3);
  });

  it.each([{ sampleCount: 5 }, { seed: 1 }, { negativePrompt: 'dogs' }])('refuses %j', async (parameters) => {
    expect((await client.post(IMAGEN, { instances: [{ prompt: 'a cat' }], parameters })).status).toBe(400);
  });
});

describe('models', () => {
  it('come in pages', async () => {
    const first = await client.get('/models?pageSize=10');
    const second = await client.get(`/models?pageSize=10&pageToken=${String(first.body.nextPageToken)}`);
    const names = [...objectsIn(first.body.models), ...objectsIn(second.body.models)].map(({ name }) => name);
    expect(new Set(names).size).toBe(14);
    expect(names).toContain('models/gemini-3.8-flash');
    expect(second.body.nextPageToken).toBeUndefined();
    expect((await client.get('/models/gemini-3.8-flash')).body.name).toBe('models/gemini-3.8-flash');
  });
});
