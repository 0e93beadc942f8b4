import { isRecord } from '@app/common';
import { answerObject } from '../../../spi/answer-object';
import type { EncodedImages, ImageAnswer, ImageCall, ImageDialect } from '../../../spi/images';
import type { ProviderDescription } from '../../../spi/provider';
import { failureInResponse } from '../gemini.failure';
import { imageCount, leftOut } from '../images/gemini-images.request';
import { pictureRefused, picturesBody, type Picture } from '../images/picture-answer';
import { shapeOf } from '../images/picture-shape';

/** Imagen drew at most four pictures a call. */
const MAX_IMAGES = 4;

/** Imagen's `:predict`. Google has ended these models; the shape lives on in proxies and in recorded traffic. */
export const predictImages: ImageDialect = { encode, decode };

function encode({ request, model, facts }: ImageCall): EncodedImages {
  const shape = typeof request.size === 'string' ? shapeOf(request.size, facts) : undefined;
  const count = imageCount(request, MAX_IMAGES);
  const body = JSON.stringify({
    instances: [{ prompt: request.prompt }],
    parameters: { sampleCount: count, ...(shape ? { aspectRatio: shape.aspectRatio } : {}) },
  });
  const isCut = typeof request.n === 'number' && request.n > count;
  return {
    requests: [{ path: `models/${encodeURIComponent(Buffer.from(model).toString())}:predict`, body }],
    adjusted: [...leftOut(request), ...(isCut ? ['n'] : [])],
  };
}

/** Filtered pictures are simply missing, or leave a reason behind. */
function decode(answers: readonly Buffer[], call: ImageCall, provider: ProviderDescription): ImageAnswer {
  const predictions = answers.flatMap((bytes) => predictionsOf(bytes, provider));
  const pictures = predictions.flatMap(pictureOf);
  if (pictures.length === 0) {
    const reason = predictions.map((prediction) => prediction['raiFilteredReason']).find((text) => text !== undefined);
    throw pictureRefused(typeof reason === 'string' ? reason : undefined);
  }
  return {
    body: picturesBody(pictures, call, undefined),
    model: undefined,
    usage: undefined,
    drawing: { count: pictures.length },
  };
}

function predictionsOf(bytes: Buffer, provider: ProviderDescription): Record<string, unknown>[] {
  const value = answerObject(bytes, provider.id);
  if (value['error']) throw failureInResponse(provider.id, value);
  const predictions: unknown[] = Array.isArray(value['predictions']) ? value['predictions'] : [];
  return predictions.filter(isRecord);
}

function pictureOf({ bytesBase64Encoded: base64, mimeType }: Record<string, unknown>): Picture[] {
  if (typeof base64 !== 'string') return [];
  return [{ base64, mimeType: typeof mimeType === 'string' ? mimeType : 'image/png' }];
}
