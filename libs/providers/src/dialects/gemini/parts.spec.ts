import type { ContentPart } from '@app/contracts';
import { InvalidRequestError } from '@app/common';
import { partsOf } from './parts';

const translate = (part: unknown) => partsOf({ role: 'user', content: [part as ContentPart] }, 'messages[3]');
const image = (url: unknown) => ({ type: 'image_url', image_url: { url } });
const audio = (fields: object) => ({ type: 'input_audio', input_audio: fields });
const file = (fields: object) => ({ type: 'file', file: fields });

describe('partsOf', () => {
  it.each<[string, unknown, { mimeType: string; data: string }]>([
    ['an image', image('data:image/png;base64,aGVsbG8='), { mimeType: 'image/png', data: 'aGVsbG8=' }],
    ['an image in capitals', image('data:IMAGE/PNG;base64,aGVsbG8='), { mimeType: 'image/png', data: 'aGVsbG8=' }],
    [
      'an image with a parameter',
      image('data:image/svg+xml;charset=utf-8;base64,AAAA'),
      { mimeType: 'image/svg+xml', data: 'AAAA' },
    ],
    [
      'an image by its bare address',
      { type: 'image_url', image_url: 'data:image/png;base64,AAAA' },
      { mimeType: 'image/png', data: 'AAAA' },
    ],
    ['audio', audio({ data: 'AAAA', format: 'wav' }), { mimeType: 'audio/wav', data: 'AAAA' }],
    [
      'a file',
      file({ file_data: 'data:application/pdf;base64,AAAA', filename: 'x' }),
      { mimeType: 'application/pdf', data: 'AAAA' },
    ],
    [
      'a file that only its name tells',
      file({ file_data: 'AAAA', filename: 'a.PDF' }),
      { mimeType: 'application/pdf', data: 'AAAA' },
    ],
  ])('inlines %s', (_, part, inlineData) => {
    expect(translate(part)).toEqual([{ inlineData }]);
  });

  it('takes a picture of many megabytes', () => {
    const data = 'QUJD'.repeat(2_000_000);
    expect(translate(image(`data:image/png;base64,${data}`))).toEqual([
      { inlineData: { mimeType: 'image/png', data } },
    ]);
  });

  it.each<[string, unknown, string]>([
    ['a part of an unknown type', { type: 'video_url' }, 'type'],
    ['a text that is none', { type: 'text', text: 5 }, 'text'],
    ['a remote image', image('http://10.0.0.1/a.png'), 'image_url.url'],
    ['an image that is not base64', image('data:image/png,%89PNG'), 'image_url.url'],
    ['an image with broken base64', image('data:image/png;base64,a b'), 'image_url.url'],
    ['an image with half a byte', image('data:image/png;base64,AAAAA'), 'image_url.url'],
    ['an image with nothing in it', image('data:image/png;base64,'), 'image_url.url'],
    ['an image that is a text', image('data:text/plain;base64,AAAA'), 'image_url.url'],
    ['an image that does not say what it is', image('data:;base64,AAAA'), 'image_url.url'],
    ['an image without an address', { type: 'image_url' }, 'image_url.url'],
    ['an image whose address is no text', image(5), 'image_url.url'],
    ['audio without a format', audio({ data: 'AAAA' }), 'input_audio.format'],
    ['audio in a format that is none', audio({ data: 'AAAA', format: 'wav; x' }), 'input_audio.format'],
    ['audio without data', audio({ format: 'wav' }), 'input_audio.data'],
    ['audio that is missing', { type: 'input_audio' }, 'input_audio.format'],
    ['a file by its id', file({ file_id: 'file-1' }), 'file.file_id'],
    ['a file without data', file({}), 'file.file_data'],
    ['a file of an unknown kind', file({ file_data: 'AAAA', filename: 'a.bin' }), 'file.file_data'],
  ])('refuses %s and names the place', (_, part, place) => {
    expect(() => translate(part)).toThrow(InvalidRequestError);
    expect(() => translate(part)).toThrow(expect.objectContaining({ param: `messages[3].content[0].${place}` }));
  });
});
