import type { ImageDatum, ImagesResponse } from '@app/contracts';
import { isRecord } from '@app/common';
import { answerObject } from '../../../spi/answer-object';
import type { ProviderDescription } from '../../../spi/provider';
import { wantedFormat, type Drawing, type ImageAnswer, type ImageCall, type ImageFormat } from '../../../spi/images';
import { malformedAnswer } from '../../../spi/upstream-failures';
import { failureInBody } from '../../../failures/upstream-failure';
import { tokenUsageOfImages } from './images-usage';

/** The provider's bytes as they came; pictures are moved only where the caller counts on another field. */
export function decodeOpenAiImages(
  answers: readonly Buffer[],
  call: ImageCall,
  provider: ProviderDescription,
): ImageAnswer {
  const bytes = answers[0] ?? Buffer.alloc(0);
  const answer = parsed(bytes, provider);
  const format = wantedFormat(call);
  const data = answer.data.map((datum) => inFormat(datum, format, answer['output_format']));
  const isMoved = data.some((datum, index) => datum !== answer.data[index]);
  return {
    body: isMoved ? JSON.stringify({ ...answer, data }) : bytes,
    model: typeof answer['model'] === 'string' ? answer['model'] : undefined,
    usage: tokenUsageOfImages(answer.usage),
    drawing: drawingOf(answer, call),
  };
}

function parsed(bytes: Buffer, provider: ProviderDescription): ImagesResponse {
  const value = answerObject(bytes, provider.id);
  if (value['error']) throw failureInBody(provider, value);
  if (!Array.isArray(value['data']) || !value['data'].every(isRecord))
    throw malformedAnswer(provider.id, 'sent an answer without pictures');
  return value as ImagesResponse;
}

/** base64 as a data URI where an address is wanted. The other way round would mean to fetch the picture; it stays an address. */
function inFormat(datum: ImageDatum, format: ImageFormat | undefined, outputFormat: unknown): ImageDatum {
  if (format !== 'url' || typeof datum.b64_json !== 'string' || datum.url !== undefined) return datum;
  const { b64_json: base64, ...others } = datum;
  const type = typeof outputFormat === 'string' && /^[a-z]{3,5}$/.test(outputFormat) ? outputFormat : 'png';
  return { ...others, url: `data:image/${type};base64,${base64}` };
}

/** The provider's own words on what it drew win over those of the request. */
export function drawingOf(answer: Record<string, unknown>, { request }: ImageCall): Drawing {
  const quality = textOf(answer['quality']) ?? textOf(request.quality);
  const size = textOf(answer['size']) ?? textOf(request.size);
  return {
    count: Array.isArray(answer['data']) ? answer['data'].length : 1,
    ...(quality === undefined ? {} : { quality }),
    ...(size === undefined ? {} : { size }),
  };
}

/** `auto` says nothing about the picture. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== 'auto' ? value : undefined;
}
