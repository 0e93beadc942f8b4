import type OpenAI from 'openai';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { Answer } from '../support/answer';
import { expectRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const PROMPT = 'A cute gopher wearing a top hat';
const DATA_URI = /^data:image\/(png|jpeg);base64,\S+$/;
const BASE64 = /^[A-Za-z0-9+/]+=*$/;

let simulator: Simulator;
let gateway: TestGateway;
let client: OpenAI;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  client = gateway.client();
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
beforeEach(() => {
  simulator.clear();
});

const draw = (body: object): Promise<Answer> => gateway.send('/v1/images/generations', { prompt: PROMPT, ...body });
const sent = (): Record<string, unknown>[] => simulator.requests.map(({ body }) => body as Record<string, unknown>);
const adjustedBy = ({ headers }: Answer): string[] => headers.get('x-gophergate-adjusted')?.split(',').sort() ?? [];

describe('the snippets of the original page', () => {
  it.each(['dall-e-3', 'imagen-3.0-generate-001'])('%s prints a non-empty address', async (model) => {
    const drawn = await client.images.generate({ model, prompt: PROMPT, n: 1, size: '1024x1024' });
    expect(drawn.data?.[0]?.url).toMatch(DATA_URI);
    expect(drawn.data).toHaveLength(1);
  });
});

describe('the contract of a model that has ended', () => {
  it('keeps words for quality, size and style that its successor does not know', async () => {
    const answer = await draw({ model: 'dall-e-3', quality: 'hd', style: 'vivid', size: '1792x1024' });
    expect(answer.status).toBe(200);
    expect(sent()[0]).toEqual({ model: 'gpt-image-2.6-flare', prompt: PROMPT, quality: 'high', size: '1536x1024' });
    expect(adjustedBy(answer)).toEqual(['model', 'quality', 'size', 'style']);
  });

  it('gives base64 where that is asked for', async () => {
    const drawn = await draw({ model: 'dall-e-2', response_format: 'b64_json' });
    expect(drawn.body.data?.[0]).toEqual({ b64_json: expect.stringMatching(BASE64) as unknown });
  });

  it('of gpt-image is base64 as ever', async () => {
    const drawn = await client.images.generate({ model: 'gpt-image-1', prompt: PROMPT });
    expect(drawn.data?.[0]).toEqual({ b64_json: expect.stringMatching(BASE64) as unknown });
  });
});

describe('gpt-image', () => {
  it('trap 49: response_format is stripped, base64 is returned, and an address asked for becomes a data URI', async () => {
    const base64 = await draw({ model: 'gpt-image-2', response_format: 'b64_json' });
    const url = await draw({ model: 'gpt-image-2', response_format: 'url' });
    expect(sent()).toEqual([expect.not.objectContaining({ response_format: expect.anything() as unknown }), sent()[0]]);
    expect([adjustedBy(base64), adjustedBy(url)]).toEqual([['response_format'], ['response_format']]);
    expect(base64.body.data?.[0]).toEqual({ b64_json: expect.stringMatching(BASE64) as unknown });
    expect(url.body.data?.[0]).toEqual({ url: expect.stringMatching(DATA_URI) as unknown });
  });

  it('passes every other field, known or not, and the answer as it came', async () => {
    const answer = await draw({ model: 'gpt-image-2', quality: 'low', n: 2, background: 'opaque', brand_new: [1] });
    expect(sent()[0]).toEqual({
      model: 'gpt-image-2',
      prompt: PROMPT,
      quality: 'low',
      n: 2,
      background: 'opaque',
      brand_new: [1],
    });
    expect(answer.body).toMatchObject({
      quality: 'low',
      size: '1024x1024',
      data: [{}, {}],
      usage: { output_tokens: 544 },
    });
    expect(answer.headers.get('x-gophergate-adjusted')).toBeNull();
  });

  it('is billed by the tokens it reports', async () => {
    const answer = await draw({ model: 'gpt-image-2', quality: 'low' });
    const row = await gateway.rowOf(answer);
    const { input_tokens: input, output_tokens: output } = answer.body.usage as Record<string, number>;
    expect(row).toMatchObject({
      endpoint: '/v1/images/generations',
      outcome: 'completed',
      usageSource: 'reported',
      freshInputTokens: input,
      outputTokens: output,
      // 5 USD a million tokens of text in, 30 USD a million tokens of picture out.
      costNanoUsd: (input ?? 0) * 5_000 + (output ?? 0) * 30_000,
    });
    expect(answer.headers.get('x-gophergate-cost')).toBe(((row.costNanoUsd ?? 0) / 1e9).toFixed(9).replace(/0+$/, ''));
  });

  it('streams partial pictures, and the last event is billed', async () => {
    const stream = await client.images.generate({
      model: 'gpt-image-2',
      prompt: PROMPT,
      stream: true,
      partial_images: 2,
    });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    expect(types).toEqual([
      'image_generation.partial_image',
      'image_generation.partial_image',
      'image_generation.completed',
    ]);
    const [row] = await gateway.recentRows(1);
    expect(row).toMatchObject({ isStream: true, outcome: 'completed', usageSource: 'reported', costState: 'priced' });
  });

  it.each([
    ['never begins', '~reset=0', 'provider_unreachable'],
    ['says so', '~errorevent=0', 'provider_error'],
  ])('tells of a stream that %s', async (_, control, code) => {
    const answer = await draw({ model: `openai/gpt-image-2${control}`, stream: true, partial_images: 1 });
    expect(answer.text).toContain('"error"');
    expect(await gateway.rowOf(answer)).toMatchObject({ outcome: 'failed', errorCode: code });
  });
});

describe('Gemini', () => {
  it('draws several by as many calls, and bills all', async () => {
    const answer = await draw({ model: 'gemini-3.1-flash-image', n: 3, size: '1536x1024', style: 'vivid' });
    expect(answer.body.data).toHaveLength(3);
    expect(sent()).toHaveLength(3);
    expect(sent()[0]).toMatchObject({
      generationConfig: { responseModalities: ['IMAGE'], imageConfig: { aspectRatio: '3:2', imageSize: '1K' } },
    });
    expect(adjustedBy(answer)).toEqual(['style']);
    const usage = answer.body.usage as Record<string, number>;
    expect(await gateway.rowOf(answer)).toMatchObject({
      freshInputTokens: usage['input_tokens'],
      outputTokens: usage['output_tokens'],
      usageSource: 'reported',
      costState: 'priced',
    });
  });

  it.each([
    ['an address by itself', {}, { url: expect.stringMatching(DATA_URI) as unknown }],
    ['base64 when asked', { response_format: 'b64_json' }, { b64_json: expect.stringMatching(BASE64) as unknown }],
  ])('gives %s', async (_, fields, datum) => {
    const answer = await draw({ model: 'gemini-3.1-flash-image', ...fields });
    expect(answer.body.data).toEqual([datum]);
  });

  it('gives its whole pictures to those who ask for a stream', async () => {
    const stream = await client.images.generate({
      model: 'gemini-3.1-flash-image',
      prompt: PROMPT,
      n: 2,
      stream: true,
    });
    const events = [];
    for await (const event of stream) events.push(event);
    expect(events).toMatchObject([
      { type: 'image_generation.completed', b64_json: expect.stringMatching(BASE64) as unknown },
      { type: 'image_generation.completed', usage: { input_tokens: expect.any(Number) as unknown } },
    ]);
  });
});

describe('what cannot be drawn', () => {
  it.each([
    ['no prompt', { model: 'gpt-image-2', prompt: undefined }, 'prompt'],
    ['an empty prompt', { model: 'gpt-image-2', prompt: '' }, 'prompt'],
    ['a prompt that is no text', { model: 'gpt-image-2', prompt: ['a'] }, 'prompt'],
    ['no model', {}, 'model'],
    ['eleven pictures', { model: 'gpt-image-2', n: 11 }, 'n'],
    ['half a picture', { model: 'gpt-image-2', n: 0.5 }, 'n'],
    ['a chat model', { model: 'gpt-4o' }, 'model'],
    ['a provider that does not draw', { model: 'deepseek-v4-pro' }, 'model'],
    ['a group of chat models', { model: 'heavy-logic' }, 'model'],
  ])('%s is refused, and the field is named', async (_, body, param) => {
    const error = expectRefusal(await draw(body), 400);
    expect(error.param).toBe(param);
    expect(simulator.requests).toEqual([]);
  });

  it('an image model does not chat', async () => {
    expect(expectRefusal(await gateway.chat({ model: 'dall-e-3' }), 400, 'not_supported').param).toBe('model');
  });

  it.each([
    [429, 429],
    [500, 502],
  ])("a provider's %d is told", async (status, told) => {
    expectRefusal(await draw({ model: `openai/gpt-image-2~status=${status}` }), told);
    expectRefusal(await draw({ model: `gemini/gemini-3.1-flash-image~status=${status}`, n: 2 }), told);
  });
});
