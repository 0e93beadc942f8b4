import type { ImageRequest } from '@app/contracts';
import type { EncodedImages, ImageCall } from '../../../spi/images';
import { shapeOf } from './picture-shape';

const MAX_IMAGES = 10;
const UNDERSTOOD: ReadonlySet<string> = new Set(['model', 'prompt', 'n', 'size', 'response_format', 'stream', 'user']);

/** One picture comes from one call, so `n` of them are `n` calls side by side. */
export function encodeGeminiImages({ request, model, facts }: ImageCall): EncodedImages {
  const shape = typeof request.size === 'string' ? shapeOf(request.size, facts) : undefined;
  const body = JSON.stringify({
    contents: [{ role: 'user', parts: [{ text: request.prompt }] }],
    generationConfig: {
      responseModalities: ['IMAGE'],
      ...(shape ? { imageConfig: imageConfigOf(shape, facts?.imagePrices?.kind === 'image_size') } : {}),
    },
  });
  const path = `models/${encodeURIComponent(Buffer.from(model).toString())}:generateContent`;
  return { requests: Array.from({ length: imageCount(request) }, () => ({ path, body })), adjusted: leftOut(request) };
}

/** Older models draw one size only and refuse to be told it. */
function imageConfigOf(
  { aspectRatio, imageSize }: { readonly aspectRatio: string; readonly imageSize: string },
  hasSizes: boolean,
): Record<string, string> {
  return hasSizes ? { aspectRatio, imageSize } : { aspectRatio };
}

export function imageCount({ n }: ImageRequest, max = MAX_IMAGES): number {
  return typeof n === 'number' ? Math.min(n, max) : 1;
}

/** Names of fields for which Google has no counterpart. */
export function leftOut(request: ImageRequest): string[] {
  return Object.keys(request).filter(
    (name) => !UNDERSTOOD.has(name) && request[name] !== undefined && request[name] !== null,
  );
}
