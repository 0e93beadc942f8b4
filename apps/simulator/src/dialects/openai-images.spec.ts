import { objectFrom, objectsIn } from '../json-object';
import { startSimulator, type Simulator } from '../simulator.server';
import { eventsIn, vendorClient } from '../testing/vendor-client';
import { TINY_PNG_BASE64 } from '../tiny-png';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const draw = (vendor: 'openai' | 'grok', request: object) =>
  vendorClient(() => simulator, vendor).post('/images/generations', { prompt: 'a cat', ...request });

describe('gpt-image', () => {
  it('answers base64 with a usage that adds up', async () => {
    const { body } = await draw('openai', { model: 'gpt-image-2', n: 2, quality: 'low', size: '1024x1536' });
    const usage = objectFrom(body.usage);
    expect(objectsIn(body.data)).toEqual([{ b64_json: TINY_PNG_BASE64 }, { b64_json: TINY_PNG_BASE64 }]);
    expect(body).toMatchObject({ quality: 'low', size: '1024x1536', output_format: 'png' });
    expect(usage.output_tokens).toBe(544);
    expect(usage.total_tokens).toBe(Number(usage.input_tokens) + Number(usage.output_tokens));
  });

  it('refuses response_format', async () => {
    const { status, body } = await draw('openai', { model: 'gpt-image-2', response_format: 'url' });
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { param: 'response_format' } } });
  });

  it('streams partial pictures and the whole', async () => {
    const { text } = await draw('openai', { model: 'gpt-image-2', stream: true, partial_images: 2 });
    expect(eventsIn(text).map(({ type }) => type)).toEqual([
      'image_generation.partial_image',
      'image_generation.partial_image',
      'image_generation.completed',
    ]);
  });
});

describe('dall-e', () => {
  it('has ended', async () => {
    const { status, body } = await draw('openai', { model: 'dall-e-3' });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { error: { type: 'image_generation_user_error', code: 'invalid_value' } },
    });
  });

  it('lives on under sim-, with a link that works or base64', async () => {
    const byLink = objectsIn((await draw('openai', { model: 'sim-dall-e-3' })).body.data)[0];
    expect((await fetch(String(byLink?.url))).headers.get('content-type')).toBe('image/png');
    const inside = objectsIn(
      (await draw('openai', { model: 'sim-dall-e-3', response_format: 'b64_json' })).body.data,
    )[0];
    expect(inside).toEqual({ revised_prompt: 'A picture of a cat', b64_json: TINY_PNG_BASE64 });
  });
});

describe('grok-imagine-image', () => {
  it.each([
    [undefined, 'url'],
    ['b64_json', 'b64_json'],
  ])('answers response_format %s with %s and its price', async (format, field) => {
    const { body } = await draw('grok', { model: 'grok-imagine-image', n: 2, response_format: format });
    expect(
      objectsIn(body.data).every((image) => typeof image[field] === 'string' && image.mime_type === 'image/png'),
    ).toBe(true);
    expect(body.usage).toEqual({ cost_in_usd_ticks: 400_000_000 });
  });
});

it.each([
  ['openai', { model: 'gpt-4o' }, 400],
  ['openai', { model: 'gpt-image-2', prompt: undefined }, 400],
  ['openai', { model: 'gpt-image-2', n: 11 }, 400],
  ['grok', { model: 'grok-9-image' }, 400],
] as const)('%s refuses %j', async (vendor, request, status) => {
  expect((await draw(vendor, request)).status).toBe(status);
});
