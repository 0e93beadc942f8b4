import type { ChatCompletionRequest, ContentPart } from '@app/contracts';
import type { ImagePlace } from './image-fetcher';
import { withInlinedImages } from './inlined-images';

const DATA = 'data:image/png;base64,iVBORw0KGgo=';
const { signal } = new AbortController();
const image = (url: unknown, fields: object = {}): ContentPart => ({
  type: 'image_url',
  image_url: { url, ...fields },
});
const asking = (...contents: (string | ContentPart[])[]): ChatCompletionRequest => ({
  model: 'm',
  temperature: 1,
  messages: contents.map((content) => ({ role: 'user', content, name: 'gopher' })),
});

describe('withInlinedImages', () => {
  let fetched: [url: string, place: ImagePlace][];
  let answer: string;
  const fetcher = {
    fetch: (url: string, place: ImagePlace): Promise<string> => {
      fetched.push([url, place]);
      return Promise.resolve(answer);
    },
  };
  const inlined = (request: ChatCompletionRequest): Promise<ChatCompletionRequest> =>
    withInlinedImages(request, fetcher, signal);
  beforeEach(() => {
    fetched = [];
    answer = DATA;
  });

  it.each([
    ['no parts', asking('http://example.com/a.png')],
    ['inline images', asking([image(DATA)])],
    ["a vendor's own file", asking([image('ms://file-1')])],
    ['an address that is none', asking([image(7), image(undefined), { type: 'image_url' }])],
    ['an address in text', asking([{ type: 'text', text: 'http://example.com/a.png' }])],
    ['an address in another part', asking([{ type: 'video_url', image_url: { url: 'http://example.com/a' } }])],
  ])('leaves a request with %s as it is', async (_, request) => {
    await expect(inlined(request)).resolves.toBe(request);
    expect(fetched).toEqual([]);
  });

  it('puts the image in the place of its address and keeps all else', async () => {
    const text = { type: 'text', text: 'What is this?' };
    const request = asking('Hello', [text, image('http://example.com/a.png', { detail: 'low' })]);
    const result = await inlined(request);
    expect(result).toEqual(asking('Hello', [text, image(DATA, { detail: 'low' })]));
    expect(result.messages[0]).toBe(request.messages[0]);
    expect(fetched).toEqual([['http://example.com/a.png', { param: 'messages[1].content[1].image_url.url', signal }]]);
    expect(request).toEqual(asking('Hello', [text, image('http://example.com/a.png', { detail: 'low' })]));
  });

  it.each(['https://example.com/a', 'HTTP://EXAMPLE.COM/a'])('fetches %s', async (url) => {
    await expect(inlined(asking([image(url)]))).resolves.toEqual(asking([image(DATA)]));
  });

  it('takes an address without the object around it', async () => {
    const request = asking([{ type: 'image_url', image_url: 'http://example.com/a' }]);
    await expect(inlined(request)).resolves.toEqual(asking([image(DATA)]));
  });

  it('fetches each address once, for the place where it stands first', async () => {
    const part = image('http://example.com/a');
    await expect(inlined(asking([part, part], [part]))).resolves.toEqual(
      asking([image(DATA), image(DATA)], [image(DATA)]),
    );
    expect(fetched).toEqual([['http://example.com/a', { param: 'messages[0].content[0].image_url.url', signal }]]);
  });

  it('takes twenty addresses and refuses the next before anything is fetched', async () => {
    const parts = Array.from({ length: 21 }, (_, i) => image(`http://example.com/${i}`));
    await expect(inlined(asking(parts))).rejects.toMatchObject({
      httpStatus: 400,
      code: 'too_many_images',
      param: 'messages[0].content[20].image_url.url',
    });
    expect(fetched).toEqual([]);
    await inlined(asking(parts.slice(0, 20)));
    expect(fetched).toHaveLength(20);
  });

  it('stops at the image that makes them too large together', async () => {
    answer = 'x'.repeat(20 * 1024 * 1024);
    const parts = Array.from({ length: 5 }, (_, i) => image(`http://example.com/${i}`));
    await expect(inlined(asking(parts))).rejects.toMatchObject({
      httpStatus: 400,
      code: 'image_too_large',
      param: 'messages[0].content[1].image_url.url',
    });
    expect(fetched).toHaveLength(2);
  });

  it("fails with the fetcher's own refusal", async () => {
    const refusal = new Error('no');
    const failing = { fetch: () => Promise.reject(refusal) };
    await expect(withInlinedImages(asking([image('http://example.com/a')]), failing, signal)).rejects.toBe(refusal);
  });
});
