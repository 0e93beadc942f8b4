import type { JsonObject } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import type { SeenImages } from '../ask/ask-images';
import type { Answer } from '../ask/tapped-client';
import type { RecordedCase } from '../cases/recorded-case';
import { differing, unless } from './differing';
import { filteredOut, refusal } from './refusal';
import { clientUsage, ITEM_WORDS, rowUsage } from './usage';

const DATA_URI = /^data:image\/[a-z.+-]+;base64,([A-Za-z0-9+/=]+)$/;

/** An image answer: how many, in which form, and that the pictures are the provider's. */
export function images(recorded: RecordedCase, answer: Answer<SeenImages>, row: RequestRecord): string[] {
  if (recorded.status >= 400) return refusal(recorded, answer, row);
  const { expected } = recorded;
  if (expected.images === 0) return filteredOut(recorded, answer, row);
  if (answer.failure) return [`expected images, got ${answer.httpStatus} ${answer.failure.message}`];
  const { images: seen, usage } = answer.content;
  const prompt = seen[0]?.['revised_prompt'] ?? undefined;
  return [
    ...differing('images', expected.images, seen.length),
    ...seen.flatMap((image, index) => picture(recorded, image, `image ${index}`)),
    ...(expected.revisedPrompt === undefined ? [] : differing('revised prompt', expected.revisedPrompt, prompt)),
    ...clientUsage(expected.usage, usage, ITEM_WORDS),
    ...rowUsage(expected.usage, row),
    ...differing('row outcome', 'completed', row.outcome),
    ...differing('row status', 200, row.httpStatus),
  ];
}

/** OpenAI's form stays as it came; a dialect that only knows bytes fills `url` with a data URI. */
function picture({ expected, api, body }: RecordedCase, image: JsonObject, what: string): string[] {
  const kind = expected.imageKind ?? (api === 'openai.images' ? undefined : 'data URI');
  const url = typeof image['url'] === 'string' ? image['url'] : '';
  const bytes = typeof image['b64_json'] === 'string' ? image['b64_json'] : (DATA_URI.exec(url)?.[1] ?? '');
  const seenKind = DATA_URI.test(url) ? 'data URI' : url !== '' ? 'url' : bytes !== '' ? 'b64_json' : 'nothing';
  return [
    ...(kind === undefined ? [] : differing(what, kind, seenKind)),
    ...unless(body.includes(bytes || url), `${what}: expected the provider's, got another`),
  ];
}
