import { requestRecord } from '../../../libs/telemetry/src/testing/request-record';
import type { Expected } from '../cases/expected';
import { answered, recordedCase, refused } from '../testing/exchanges';
import { images } from './images';

const ROW = requestRecord({ usageSource: 'estimated' });
const BODY = Buffer.from('{"data":[{"b64_json":"QUJD"},{"url":"https://pictures.invalid/1"}]}');
const DATA_URI = { url: 'data:image/png;base64,QUJD' };

function compare(
  expected: Expected,
  seen: Record<string, unknown>[],
  api: 'openai.images' | 'gemini.generate',
): string[] {
  const recorded = recordedCase({ api, body: BODY, expected: { usage: null, ...expected } });
  return images(recorded, answered({ images: seen, usage: undefined }), ROW);
}

it.each([
  ['bytes', { imageKind: 'b64_json' }, { b64_json: 'QUJD' }, 'openai.images'],
  ['an address', { imageKind: 'url' }, { url: 'https://pictures.invalid/1' }, 'openai.images'],
  ['a data URI of a dialect that knows only bytes', {}, DATA_URI, 'gemini.generate'],
] as const)('is content with %s', (_, expected, image, api) => {
  expect(compare({ images: 1, ...expected }, [image], api)).toEqual([]);
});

it.each([
  [{ imageKind: 'url' }, { b64_json: 'QUJD' }, 'openai.images', 'image 0: expected "url", got "b64_json"'],
  [{ imageKind: 'b64_json' }, DATA_URI, 'openai.images', 'image 0: expected "b64_json", got "data URI"'],
  [{}, { b64_json: 'QUJD' }, 'gemini.generate', 'image 0: expected "data URI", got "b64_json"'],
  [{}, { url: 'data:image/png;base64,WFla' }, 'gemini.generate', "image 0: expected the provider's, got another"],
  [{ imageKind: 'url', revisedPrompt: 'A' }, { url: 'https://pictures.invalid/1' }, 'openai.images', 'revised prompt'],
] as const)('with %j finds a difference in %j', (expected, image, api, line) => {
  expect(compare({ images: 1, ...expected }, [image], api)).toEqual([expect.stringContaining(line)]);
});

it('finds pictures that are missing', () => {
  expect(compare({ images: 2, imageKind: 'b64_json' }, [{ b64_json: 'QUJD' }], 'openai.images')).toEqual([
    'images: expected 2, got 1',
  ]);
});

it('finds a failure in place of pictures, and the counterpart', () => {
  const failure = { ...refused(400, 'x', 'No.'), content: { images: [], usage: undefined } };
  const recorded = recordedCase({ api: 'openai.images', expected: { images: 1 } });
  expect(images(recorded, failure, ROW)).toEqual(['expected images, got 400 No.']);
  const none = recordedCase({ api: 'imagen.predict', expected: { images: 0 } });
  expect(images(none, answered({ images: [], usage: undefined }), ROW)).toContain('status: expected 400, got 200');
});
