import type { ChatUsage, ImagesUsage } from '@app/contracts';
import { isRecord } from '@app/common';
import { answerObject } from '../../../spi/answer-object';
import { asServiceTier, tokenUsageOf } from '../../../spi/chat-usage';
import type { ImageAnswer, ImageCall } from '../../../spi/images';
import type { ProviderDescription } from '../../../spi/provider';
import { malformedAnswer } from '../../../spi/upstream-failures';
import { isPlainReason, nativeReasonOf } from '../finish-reason';
import { failureInResponse } from '../gemini.failure';
import { chatUsageOf } from '../gemini.usage';
import type { GeminiResponse } from '../gemini.wire';
import { pictureRefused, picturesBody, type Picture } from './picture-answer';
import { shapeOf } from './picture-shape';

/** The pictures of all answers together, in the order of the calls. */
export function decodeGeminiImages(
  answers: readonly Buffer[],
  call: ImageCall,
  provider: ProviderDescription,
): ImageAnswer {
  const responses = answers.map((bytes) => parsed(bytes, provider));
  const pictures = responses.flatMap(picturesOf);
  if (pictures.length === 0) throw withoutPicture(responses, provider);
  const usage = sumOf(responses.map(pictureUsageOf).filter((each) => each !== undefined));
  const size = typeof call.request.size === 'string' ? shapeOf(call.request.size, call.facts)?.imageSize : undefined;
  return {
    body: picturesBody(pictures, call, usage && imagesUsageOf(usage)),
    model: responses.find(({ modelVersion }) => modelVersion !== undefined)?.modelVersion,
    usage: usage && tokenUsageOf(usage, servedTierOf(responses)),
    drawing: { count: pictures.length, ...(size === undefined ? {} : { size }) },
  };
}

function parsed(bytes: Buffer, provider: ProviderDescription): GeminiResponse {
  const response: GeminiResponse = answerObject(bytes, provider.id);
  if (response.error) throw failureInResponse(provider.id, response);
  return response;
}

/** Thoughts may hold drafts; they are not what was asked for. */
function picturesOf({ candidates }: GeminiResponse): Picture[] {
  const parts = candidates?.flatMap(({ content }) => content?.parts ?? []) ?? [];
  return parts.flatMap(({ inlineData, thought }) =>
    inlineData?.data !== undefined && thought !== true
      ? [{ mimeType: inlineData.mimeType ?? 'image/png', base64: inlineData.data }]
      : [],
  );
}

/** A filter, or a model that only talked. */
function withoutPicture(responses: readonly GeminiResponse[], provider: ProviderDescription): Error {
  const reason = responses
    .map(({ promptFeedback, candidates }) =>
      promptFeedback
        ? `blocked (${promptFeedback.blockReason ?? 'no reason'})`
        : nativeReasonOf(candidates?.[0]?.finishReason),
    )
    .find((word) => word !== undefined && !isPlainReason(word));
  return reason === undefined
    ? malformedAnswer(provider.id, 'sent an answer without a picture')
    : pictureRefused(reason);
}

/** Without details all of the output but thoughts is picture: priced as text it would be a twentieth of its cost. */
function pictureUsageOf({ usageMetadata }: GeminiResponse): ChatUsage | undefined {
  const usage = chatUsageOf(usageMetadata);
  if (!usage || typeof usage.completion_tokens_details?.['image_tokens'] === 'number') return usage;
  const written = usage.completion_tokens - (usage.completion_tokens_details?.reasoning_tokens ?? 0);
  return { ...usage, completion_tokens_details: { ...usage.completion_tokens_details, image_tokens: written } };
}

/** All calls ask for the same tier; where Google moved one of them, the last one says so. */
function servedTierOf(responses: readonly GeminiResponse[]): string | undefined {
  return responses
    .map(({ usageMetadata }) => asServiceTier(usageMetadata?.serviceTier))
    .findLast((tier) => tier !== undefined);
}

function sumOf(usages: readonly ChatUsage[]): ChatUsage | undefined {
  const [first, ...others] = usages;
  return first && others.reduce(added, first);
}

function added(left: ChatUsage, right: ChatUsage): ChatUsage {
  return {
    prompt_tokens: left.prompt_tokens + right.prompt_tokens,
    completion_tokens: left.completion_tokens + right.completion_tokens,
    total_tokens: left.total_tokens + right.total_tokens,
    prompt_tokens_details: addedDetails(left.prompt_tokens_details, right.prompt_tokens_details),
    completion_tokens_details: addedDetails(left.completion_tokens_details, right.completion_tokens_details),
  };
}

function addedDetails(left: object | null | undefined, right: object | null | undefined): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, value] of [...Object.entries(left ?? {}), ...Object.entries(right ?? {})] as [string, unknown][])
    if (typeof value === 'number') sums[name] = (sums[name] ?? 0) + value;
  return sums;
}

function imagesUsageOf(usage: ChatUsage): ImagesUsage {
  const imageInput = detail(usage.prompt_tokens_details, 'image_tokens') ?? 0;
  const imageOutput = detail(usage.completion_tokens_details, 'image_tokens') ?? usage.completion_tokens;
  return {
    input_tokens: usage.prompt_tokens,
    output_tokens: usage.completion_tokens,
    total_tokens: usage.total_tokens,
    input_tokens_details: { text_tokens: usage.prompt_tokens - imageInput, image_tokens: imageInput },
    output_tokens_details: { text_tokens: usage.completion_tokens - imageOutput, image_tokens: imageOutput },
  };
}

function detail(details: object | null | undefined, name: string): number | undefined {
  const value: unknown = isRecord(details) ? details[name] : undefined;
  return typeof value === 'number' ? value : undefined;
}
