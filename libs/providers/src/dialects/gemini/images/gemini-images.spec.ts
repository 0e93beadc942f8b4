import type { ImageRequest } from '@app/contracts';
import { factsOf } from '../../../../../catalog/src/testing/facts';
import { providerOf } from '../../../testing/chat-call';
import { imageCallOf } from '../../../testing/image-call';
import type { ImageAnswer, ImageCall, ImageDialect } from '../../../spi/images';
import { predictImages } from '../predict/predict.dialect';
import { geminiImages } from './gemini-images.dialect';
import { shapeOf } from './picture-shape';

const PROVIDER = providerOf();
const SIZED = factsOf('sized', { imagePrices: { kind: 'image_size', nanoUsd: { '1K': 1, '2K': 2, '4K': 4 } } });

interface Sent {
  readonly paths: readonly string[];
  readonly bodies: readonly unknown[];
  readonly adjusted: readonly string[];
}

function sent(dialect: ImageDialect, request: Partial<ImageRequest>, fields: Partial<ImageCall> = {}): Sent {
  const { requests, adjusted } = dialect.encode(imageCallOf(request, fields), PROVIDER);
  const bodies = requests.map(({ body }) => JSON.parse(String(body)) as unknown);
  return { paths: requests.map(({ path }) => path), bodies, adjusted };
}

const decoded = (dialect: ImageDialect, answers: readonly object[], request: Partial<ImageRequest> = {}): ImageAnswer =>
  dialect.decode(
    answers.map((answer) => Buffer.from(JSON.stringify(answer))),
    imageCallOf(request),
    PROVIDER,
  );
const bodyOf = ({ body }: ImageAnswer): unknown => JSON.parse(body.toString());

describe('pictures from a conversation', () => {
  const answerWith = (...parts: object[]): object => ({
    candidates: [{ content: { parts }, finishReason: 'STOP' }],
    usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 100, totalTokenCount: 105 },
    modelVersion: 'real',
  });
  const picture = { inlineData: { mimeType: 'image/jpeg', data: 'a' } };

  it('are asked for one by one', () => {
    const { paths, bodies, adjusted } = sent(geminiImages, { n: 3, response_format: 'url' });
    expect(paths).toEqual(Array(3).fill('models/asked:generateContent'));
    expect(bodies[0]).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'A gopher' }] }],
      generationConfig: { responseModalities: ['IMAGE'] },
    });
    expect(adjusted).toEqual([]);
  });

  it.each<[number | null | undefined, number]>([
    [undefined, 1],
    [null, 1],
    [10, 10],
    [1_000_000, 10],
  ])('asked for %p times are %d', (n, count) => {
    expect(sent(geminiImages, n === undefined ? {} : { n }).paths).toHaveLength(count);
  });

  it('tells what has no counterpart', () => {
    const request = { style: 'vivid', quality: 'hd', user: 'u', background: null, brand_new: 1 };
    expect(sent(geminiImages, request).adjusted).toEqual(['style', 'quality', 'brand_new']);
  });

  it('tells the size to models that have sizes', () => {
    const config = (fields: Partial<ImageCall>): unknown =>
      (sent(geminiImages, { size: '2048x2048' }, fields).bodies[0] as { generationConfig: object }).generationConfig;
    expect(config({ facts: SIZED })).toMatchObject({ imageConfig: { aspectRatio: '1:1', imageSize: '2K' } });
    expect(config({})).toEqual({ responseModalities: ['IMAGE'], imageConfig: { aspectRatio: '1:1' } });
  });

  it.each(['../../x', 'a/b', 'x?key=1', '\ud800'])('lets the name %j lead nowhere else', (model) => {
    expect(sent(geminiImages, {}, { model }).paths[0]).toMatch(/^models\/[^/?#]+:generateContent$/);
  });

  it('come together, in order, with the sum of their usage', () => {
    const other = { inlineData: { data: 'b' } };
    const draft = { inlineData: { data: 'draft' }, thought: true };
    const answer = decoded(geminiImages, [answerWith({ text: 'Here' }, picture), answerWith(draft, other)]);
    expect(bodyOf(answer)).toEqual({
      created: 1_760_000_000,
      data: [{ url: 'data:image/jpeg;base64,a' }, { url: 'data:image/png;base64,b' }],
      usage: {
        input_tokens: 10,
        output_tokens: 200,
        total_tokens: 210,
        input_tokens_details: { text_tokens: 10, image_tokens: 0 },
        output_tokens_details: { text_tokens: 0, image_tokens: 200 },
      },
    });
    expect(answer).toMatchObject({ model: 'real', drawing: { count: 2 }, usage: { outputTokens: 200 } });
  });

  it('are base64 when asked for', () => {
    const answer = decoded(geminiImages, [answerWith(picture)], { response_format: 'b64_json' });
    expect(bodyOf(answer)).toMatchObject({ data: [{ b64_json: 'a' }] });
  });

  it.each([
    ['a filter', { candidates: [{ finishReason: 'IMAGE_SAFETY' }] }, 400, 'content_policy_violation'],
    ['a blocked prompt', { promptFeedback: { blockReason: 'OTHER' } }, 400, 'content_policy_violation'],
    ['a model that only talked', answerWith({ text: 'I would draw' }), 502, 'provider_bad_response'],
    ['nothing', {}, 502, 'provider_bad_response'],
  ])('that did not come because of %s are a failure', (_, answer, httpStatus, code) => {
    expect(() => decoded(geminiImages, [answer])).toThrow(expect.objectContaining({ httpStatus, code }));
  });

  it('that failed are a failure', () => {
    expect(() => decoded(geminiImages, [{ error: { code: 429, message: 'said' } }])).toThrow(/said/);
  });
});

describe('pictures by prediction', () => {
  it('are asked for together, four at most', () => {
    expect(sent(predictImages, { n: 6, size: '1024x1792' })).toEqual({
      paths: ['models/asked:predict'],
      bodies: [{ instances: [{ prompt: 'A gopher' }], parameters: { sampleCount: 4, aspectRatio: '9:16' } }],
      adjusted: ['n'],
    });
    expect(sent(predictImages, { n: 4 }).adjusted).toEqual([]);
  });

  it('come without usage', () => {
    const predictions = [{ bytesBase64Encoded: 'a', mimeType: 'image/jpeg' }, { bytesBase64Encoded: 'b' }, {}, null];
    const answer = decoded(predictImages, [{ predictions }]);
    expect(bodyOf(answer)).toEqual({
      created: 1_760_000_000,
      data: [{ url: 'data:image/jpeg;base64,a' }, { url: 'data:image/png;base64,b' }],
    });
    expect(answer).toMatchObject({ usage: undefined, drawing: { count: 2 } });
  });

  it.each([
    [{ predictions: [{ raiFilteredReason: 'a reason' }] }, /a reason/],
    [{ predictions: [] }, /no reason given/],
    [{}, /no reason given/],
  ])('that were filtered (%j) are a refused prompt', (answer, message) => {
    expect(() => decoded(predictImages, [answer])).toThrow(message);
    expect(() => decoded(predictImages, [answer])).toThrow(expect.objectContaining({ param: 'prompt' }));
  });

  it('that failed are a failure', () => {
    expect(() => decoded(predictImages, [{ error: { code: 400, message: 'said' } }])).toThrow(/said/);
  });
});

describe('shapeOf', () => {
  it.each([
    ['1024x1024', '1:1', '1K'],
    ['1024x1536', '2:3', '1K'],
    ['1536x1024', '3:2', '1K'],
    ['1792x1024', '16:9', '1K'],
    ['2048x2048', '1:1', '2K'],
    ['4096x4096', '1:1', '4K'],
    ['3000x100', '21:9', '4K'],
  ])('of %s is %s in %s', (size, aspectRatio, imageSize) => {
    expect(shapeOf(size, SIZED)).toEqual({ aspectRatio, imageSize });
    expect(shapeOf(size, undefined)).toEqual({ aspectRatio, imageSize: '1K' });
  });

  it.each(['auto', '', '1024', '1024x', 'x1024', '1024x00', '0.5x1', '1024X1024', '999999x1'])(
    'of %j is none',
    (size) => {
      expect(shapeOf(size, SIZED)).toBeUndefined();
    },
  );
});
