import type { ImageRequest } from '@app/contracts';
import type { EncodedImages, ImageCall } from '../../../spi/images';

/** Names of quality that ended with dall-e, and what the models after it call them. */
const QUALITY: Readonly<Record<string, string>> = { standard: 'medium', hd: 'high' };
/** Sizes that ended with dall-e, and the nearest ones that are drawn today. */
const SIZE: Readonly<Record<string, string>> = {
  '256x256': '1024x1024',
  '512x512': '1024x1024',
  '1792x1024': '1536x1024',
  '1024x1792': '1024x1536',
};

/** The caller's bytes, but for what the model refuses and for words of a contract that has ended. */
export function encodeOpenAiImages(call: ImageCall): EncodedImages {
  let request = withoutRefusedFormat(call.request, call);
  request = inTodaysWords(request, call);
  const adjusted = [...new Set([...Object.keys(call.request), ...Object.keys(request)])].filter(
    (name) => request[name] !== call.request[name],
  );
  const sent = request.model === call.model ? request : { ...request, model: call.model };
  return { requests: [{ path: 'images/generations', body: call.document.serialize(sent) }], adjusted };
}

/** gpt-image models always answer base64 and refuse to be asked how. */
function withoutRefusedFormat(request: ImageRequest, { facts }: ImageCall): ImageRequest {
  if (request.response_format === undefined || facts?.requestFlags['response_format'] !== 'rejected_unknown_parameter')
    return request;
  const { response_format: _format, ...others } = request;
  return others;
}

/** dall-e knew qualities, sizes and a style that its successors do not. */
function inTodaysWords(request: ImageRequest, { askedFacts }: ImageCall): ImageRequest {
  if (askedFacts?.requestFlags['response_format'] !== 'url|b64_json') return request;
  const { style: _style, quality, size, ...others } = request;
  return {
    ...others,
    ...(quality === undefined ? {} : { quality: translated(QUALITY, quality) }),
    ...(size === undefined ? {} : { size: translated(SIZE, size) }),
  };
}

function translated(words: Readonly<Record<string, string>>, word: string | null): string | null {
  return word !== null && Object.hasOwn(words, word) ? (words[word] ?? word) : word;
}
