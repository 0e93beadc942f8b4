import type { ImageDatum, ImagesUsage } from '@app/contracts';
import { InvalidRequestError } from '@app/common';
import { wantedFormat, type ImageCall } from '../../../spi/images';

/** One picture as Google sends it. */
export interface Picture {
  readonly mimeType: string;
  readonly base64: string;
}

/** The answer to our client: a data URI in `url`, since Google hosts nothing, or base64 when asked for. */
export function picturesBody(pictures: readonly Picture[], call: ImageCall, usage: ImagesUsage | undefined): string {
  const isBase64 = wantedFormat(call) === 'b64_json';
  const data = pictures.map(({ mimeType, base64 }): ImageDatum =>
    isBase64 ? { b64_json: base64 } : { url: `data:${mimeType};base64,${base64}` },
  );
  return JSON.stringify({ created: call.createdAtSeconds, data, ...(usage ? { usage } : {}) });
}

/** Every picture was filtered: OpenAI's clients know this as a refused prompt. */
export function pictureRefused(reason: string | undefined): InvalidRequestError {
  return new InvalidRequestError(
    `The picture was not drawn, because of the provider's content policy: ${(reason ?? 'no reason given').slice(0, 1_000)}`,
    'prompt',
    'content_policy_violation',
  );
}
