import type { ImageGenerateParamsNonStreaming } from 'openai/resources';
import { isRecord, type JsonObject } from '@app/common';
import type { RecordedCase } from '../cases/recorded-case';
import { askOnce, type Answer } from './tapped-client';

export interface SeenImages {
  readonly images: JsonObject[];
  usage: JsonObject | undefined;
}

/** Asks `/v1/images/generations`. */
export function askImages(
  gateway: { readonly url: string; readonly key: string },
  recorded: RecordedCase,
  model: string,
): Promise<Answer<SeenImages>> {
  const request: unknown = { ...imageRequestOf(recorded), model };
  const nothing: SeenImages = { images: [], usage: undefined };
  return askOnce(gateway, nothing, async (client, seen) => {
    const answer: unknown = await client.images.generate(request as ImageGenerateParamsNonStreaming);
    if (!isRecord(answer)) return;
    if (Array.isArray(answer['data'])) seen.images.push(...answer['data'].filter(isRecord));
    if (isRecord(answer['usage'])) seen.usage = answer['usage'];
  });
}

function imageRequestOf({ request, expected }: RecordedCase): JsonObject {
  if (typeof request?.['prompt'] === 'string') return request;
  const { images = 1 } = expected;
  return { prompt: 'A gopher that reads a map.', ...(images > 1 ? { n: images } : {}) };
}
