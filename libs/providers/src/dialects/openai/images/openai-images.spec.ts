import type { ImageRequest } from '@app/contracts';
import { factsOf } from '../../../../../catalog/src/testing/facts';
import { providerOf } from '../../../testing/chat-call';
import { imageCallOf } from '../../../testing/image-call';
import type { ImageAnswer, ImageCall } from '../../../spi/images';
import { tokenUsageOfImages } from './images-usage';
import { openAiImages } from './openai-images.dialect';
import { OpenAiImageStream } from './openai-images.stream';

const PROVIDER = providerOf();
const TODAY = factsOf('today', { requestFlags: { response_format: 'rejected_unknown_parameter' } });
const ENDED = factsOf('ended', { requestFlags: { response_format: 'url|b64_json' } });
const usage = {
  input_tokens: 10,
  output_tokens: 500,
  total_tokens: 510,
  input_tokens_details: { text_tokens: 10, image_tokens: 0 },
};

describe('a request for images', () => {
  const sent = (request: Partial<ImageRequest>, fields: Partial<ImageCall> = {}): [unknown, readonly string[]] => {
    const { requests, adjusted } = openAiImages.encode(imageCallOf(request, fields), PROVIDER);
    expect(requests.map(({ path }) => path)).toEqual(['images/generations']);
    return [JSON.parse(String(requests[0]?.body)), [...adjusted].sort()];
  };

  it('passes as it came', () => {
    const call = imageCallOf({ n: 2, size: '1024x1024', brand_new: 1 });
    const { requests, adjusted } = openAiImages.encode(call, PROVIDER);
    expect([requests[0]?.body, adjusted]).toEqual([call.document.bytes, []]);
  });

  it('names the model that is meant', () => {
    expect(sent({}, { model: 'sent' })).toEqual([{ model: 'sent', prompt: 'A gopher' }, []]);
  });

  it.each(['b64_json', 'url'])('leaves out the format %s where that is refused, and says so', (format) => {
    expect(sent({ response_format: format }, { facts: TODAY })).toEqual([
      { model: 'asked', prompt: 'A gopher' },
      ['response_format'],
    ]);
    expect(sent({ response_format: format })[1]).toEqual([]);
  });

  it.each<[Partial<ImageRequest>, object, string[]]>([
    [{ quality: 'hd', style: 'vivid' }, { quality: 'high' }, ['quality', 'style']],
    [{ quality: 'standard' }, { quality: 'medium' }, ['quality']],
    [{ quality: 'low' }, { quality: 'low' }, []],
    [{ quality: null }, { quality: null }, []],
    [{ quality: 'constructor' }, { quality: 'constructor' }, []],
    [{ size: '256x256' }, { size: '1024x1024' }, ['size']],
    [{ size: '1024x1792' }, { size: '1024x1536' }, ['size']],
    [{ size: '1792x1024' }, { size: '1536x1024' }, ['size']],
    [{ size: '1024x1024' }, { size: '1024x1024' }, []],
  ])('for an ended model says %j in the words of today', (request, fields, adjusted) => {
    expect(sent(request, { askedFacts: ENDED, facts: TODAY })).toEqual([
      { model: 'asked', prompt: 'A gopher', ...fields },
      adjusted,
    ]);
    expect(sent(request)[1]).toEqual([]);
  });
});

describe('an answer with images', () => {
  const decoded = (answer: object | string, request: Partial<ImageRequest> = {}, fields = {}): ImageAnswer => {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return openAiImages.decode([Buffer.from(text)], imageCallOf(request, fields), PROVIDER);
  };
  const body = ({ body: bytes }: ImageAnswer): unknown => JSON.parse(bytes.toString());

  it('passes as it came, with what it says', () => {
    const answer = {
      created: 1,
      model: 'real',
      size: '1024x1024',
      quality: 'low',
      data: [{ b64_json: 'a' }, {}],
      usage,
    };
    const { model, drawing, usage: counted, ...rest } = decoded(answer);
    expect(rest.body.toString()).toBe(JSON.stringify(answer));
    expect({ model, drawing }).toEqual({ model: 'real', drawing: { count: 2, size: '1024x1024', quality: 'low' } });
    expect(counted).toMatchObject({ freshInputTokens: 10, outputTokens: 500 });
  });

  it.each([
    [undefined, 'png'],
    ['webp', 'webp'],
    ['../../x', 'png'],
  ])('becomes a data URI where an address is asked for (%s)', (output_format, type) => {
    const answer = decoded(
      { created: 1, output_format, data: [{ b64_json: 'a', brand_new: 1 }] },
      { response_format: 'url' },
    );
    expect(body(answer)).toMatchObject({ created: 1, data: [{ brand_new: 1, url: `data:image/${type};base64,a` }] });
    expect(body(answer)).not.toHaveProperty('data.0.b64_json');
  });

  it('keeps the contract of the ended model that was asked for', () => {
    const answer = { data: [{ b64_json: 'a' }] };
    expect(body(decoded(answer, {}, { askedFacts: ENDED, facts: TODAY }))).toMatchObject({
      data: [{ url: 'data:image/png;base64,a' }],
    });
    expect(body(decoded(answer, { response_format: 'b64_json' }, { askedFacts: ENDED }))).toEqual(answer);
  });

  it('fetches no address, whatever is asked for', () => {
    const answer = { data: [{ url: 'https://example.com/a.png' }] };
    expect(body(decoded(answer, { response_format: 'b64_json' }))).toEqual(answer);
  });

  it('is billed by what it drew, else by what was asked', () => {
    const request = { size: '1024x1536', quality: 'high' };
    expect(decoded({ data: [{}] }, request).drawing).toEqual({ count: 1, ...request });
    expect(decoded({ data: [{}], size: 'auto', quality: 'low' }, request).drawing).toEqual({
      count: 1,
      size: '1024x1536',
      quality: 'low',
    });
    expect(decoded({ data: [] }, { size: 'auto' }).drawing).toEqual({ count: 0 });
  });

  it.each(['{}', '{"data":{}}', '{"data":[null]}', '{"data":["x"]}', '[]', '<html>', ''])(
    'that reads %j is none',
    (text) => {
      expect(() => decoded(text)).toThrow(expect.objectContaining({ code: 'provider_bad_response' }));
    },
  );

  it('that is an error is one', () => {
    expect(() => decoded({ error: { message: 'said' } })).toThrow(/said/);
  });
});

describe('tokenUsageOfImages', () => {
  it('takes all output for picture where nothing else is said', () => {
    expect(tokenUsageOfImages(usage)).toEqual({
      source: 'reported',
      freshInputTokens: 10,
      outputTokens: 500,
      apart: { imageInput: 0, imageOutput: 500 },
    });
  });

  it('tells cached, picture and text apart', () => {
    const details = {
      input_tokens_details: { cached_tokens: 4, image_tokens: 8 },
      output_tokens_details: { image_tokens: 480 },
    };
    expect(tokenUsageOfImages({ ...usage, ...details })).toEqual({
      source: 'reported',
      freshInputTokens: 6,
      cachedInputTokens: 4,
      outputTokens: 500,
      apart: { imageInput: 6, imageOutput: 480 },
    });
  });

  it('leaves no token in two buckets when more is said to be cached than was sent', () => {
    const details = { input_tokens_details: { cached_tokens: 40, image_tokens: 8 } };
    expect(tokenUsageOfImages({ ...usage, ...details })).toMatchObject({
      freshInputTokens: 0,
      cachedInputTokens: 10,
      apart: { imageInput: 0 },
    });
  });

  it.each([
    null,
    undefined,
    7,
    {},
    { cost_in_usd_ticks: 5 },
    { input_tokens: -1, output_tokens: 1 },
    { input_tokens: 1.5, output_tokens: 1 },
  ])('finds none in %j', (value) => {
    expect(tokenUsageOfImages(value)).toBeUndefined();
  });
});

describe('a stream of an image', () => {
  const partial =
    'event: image_generation.partial_image\ndata: {"type":"image_generation.partial_image","b64_json":"a"}\n\n';
  const completed = `event: image_generation.completed\ndata: ${JSON.stringify({ type: 'image_generation.completed', size: '1024x1024', usage })}\n\n`;
  const read = (text: string) => {
    const stream = new OpenAiImageStream(imageCallOf({ quality: 'low' }), PROVIDER);
    const items = [stream.push(Buffer.from(text)), stream.end()];
    const failure = items.find((item) => item.failure)?.failure;
    return { wire: items.map(({ wire }) => wire).join(''), failure, summary: stream.summary() };
  };

  it('passes as it came, and its last event is billed', () => {
    const { wire, failure, summary } = read(partial + completed);
    expect([wire, failure]).toEqual([partial + completed, undefined]);
    expect(summary).toMatchObject({
      usage: { outputTokens: 500 },
      drawing: { count: 1, size: '1024x1024', quality: 'low' },
      failure: undefined,
    });
  });

  it('counts every picture', () => {
    expect(read(completed + completed).summary.drawing.count).toBe(2);
  });

  it.each(['', partial])('that ends without a picture is broken', (text) => {
    expect(read(text).failure).toMatchObject({ code: 'provider_stream_broken' });
  });

  it.each([
    'event: error\ndata: {"type":"error","error":{"message":"said"}}\n\n',
    'data: {"type":"error","message":"said"}\n\n',
    'event: error\ndata: {"message":"said"}\n\n',
  ])('that says what went wrong passes, and tells of it', (error) => {
    const { wire, failure, summary } = read(partial + error);
    expect([wire, failure]).toEqual([partial + error, undefined]);
    expect(summary.failure?.message).toContain('said');
  });
});
