import type { ChatCompletionRequest, ChatMessage, ContentPart } from '@app/contracts';
import { InvalidRequestError, isRecord } from '@app/common';
import type { ImageFetcher } from './image-fetcher';

/** Images one request may name by address; each is fetched once however often it stands there. */
const MAX_IMAGES = 20;
/** Characters of base64 that one request may bring in this way. */
const MAX_INLINED_CHARS = 32 * 1024 * 1024;
/** For all of them together; one alone has its own limit. */
const ALL_MS = 30_000;
const WEB = /^https?:/i;

interface Named {
  readonly url: string;
  readonly param: string;
}

/** The request with every remote image fetched and sent along; the very same object when there is none. @throws InvalidRequestError, ClientGoneError */
export async function withInlinedImages(
  request: ChatCompletionRequest,
  fetcher: Pick<ImageFetcher, 'fetch'>,
  signal: AbortSignal,
): Promise<ChatCompletionRequest> {
  const named = new Map<string, Named>();
  for (const image of remoteImages(request)) if (!named.has(image.url)) named.set(image.url, image);
  if (named.size === 0) return request;
  const last = [...named.values()][MAX_IMAGES];
  if (last)
    throw new InvalidRequestError(
      `More than ${MAX_IMAGES} images are named by address; send them as base64 data URIs.`,
      last.param,
      'too_many_images',
    );
  const fetched = new Map<string, string>();
  // One after the other: together they could be 400 MB in flight.
  let inlinedChars = 0;
  const giveUpAt = performance.now() + ALL_MS;
  for (const { url, param } of named.values()) {
    if (performance.now() > giveUpAt)
      throw new InvalidRequestError('The images could not be downloaded in time.', param, 'invalid_image_url');
    const image = await fetcher.fetch(url, { param, signal });
    inlinedChars += image.length;
    if (inlinedChars > MAX_INLINED_CHARS)
      throw new InvalidRequestError('The images of this request are too large together.', param, 'image_too_large');
    fetched.set(url, image);
  }
  return { ...request, messages: request.messages.map((message) => withImages(message, fetched)) };
}

function* remoteImages({ messages }: ChatCompletionRequest): Generator<Named> {
  for (const [index, { content }] of messages.entries()) {
    if (!Array.isArray(content)) continue;
    for (const [position, part] of content.entries()) {
      const url = urlOf(part);
      if (url !== undefined && WEB.test(url))
        yield { url, param: `messages[${index}].content[${position}].image_url.url` };
    }
  }
}

function withImages(message: ChatMessage, fetched: ReadonlyMap<string, string>): ChatMessage {
  const { content } = message;
  if (!Array.isArray(content)) return message;
  const inlined = content.map((part) => {
    const data = fetched.get(urlOf(part) ?? '');
    if (data === undefined) return part;
    const image = part['image_url'];
    return { ...part, image_url: isRecord(image) ? { ...image, url: data } : { url: data } };
  });
  return inlined.some((part, position) => part !== content[position]) ? { ...message, content: inlined } : message;
}

/** Some clients write the address without the object around it. */
function urlOf({ type, image_url: image }: ContentPart): string | undefined {
  if (type !== 'image_url') return undefined;
  const url = isRecord(image) ? image['url'] : image;
  return typeof url === 'string' ? url : undefined;
}
