import type { ImageRequest } from '@app/contracts';
import { JsonDocument } from '@app/common';
import type { ImageCall } from '../spi/images';

/** A call for images as it would have come over the wire. */
export function imageCallOf(request: Partial<ImageRequest> = {}, fields: Partial<ImageCall> = {}): ImageCall {
  const body = { model: 'asked', prompt: 'A gopher', ...request };
  return {
    document: JsonDocument.parse(Buffer.from(JSON.stringify(body))),
    request: body,
    model: 'asked',
    facts: undefined,
    askedFacts: undefined,
    createdAtSeconds: 1_760_000_000,
    ...fields,
  };
}
