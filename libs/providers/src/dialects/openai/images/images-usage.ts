import type { ImagesUsage, TokenUsage } from '@app/contracts';
import { isRecord } from '@app/common';

/** Usage of an image answer in OpenAI's form as disjoint buckets; undefined where there is none (`null`, or xAI's cost ticks alone). */
export function tokenUsageOfImages(value: unknown): TokenUsage | undefined {
  if (!isRecord(value)) return undefined;
  const { input_tokens: input, output_tokens: output } = value as Partial<ImagesUsage>;
  if (!isCount(input) || !isCount(output)) return undefined;
  const inputDetails = detailsOf(value['input_tokens_details']);
  const outputDetails = detailsOf(value['output_tokens_details']);
  const said = inputDetails('cached_tokens');
  const cached = said === undefined ? undefined : Math.min(said, input);
  const fresh = input - (cached ?? 0);
  const cachedDetails = detailsOf(
    isRecord(value['input_tokens_details']) ? value['input_tokens_details']['cached_tokens_details'] : undefined,
  );
  const imageCached = cachedDetails('image_tokens');
  const imageInput = inputDetails('image_tokens');
  // Without details all of the output is picture: these models write nothing else.
  const imageOutput = outputDetails('image_tokens') ?? output;
  return {
    source: 'reported',
    freshInputTokens: fresh,
    ...(cached === undefined ? {} : { cachedInputTokens: cached }),
    outputTokens: output,
    apart: {
      ...(imageInput === undefined
        ? {}
        : { imageInput: Math.max(0, Math.min(imageInput - (imageCached ?? 0), fresh)) }),
      ...(imageCached === undefined || cached === undefined ? {} : { imageCachedInput: Math.min(imageCached, cached) }),
      imageOutput: Math.min(imageOutput, output),
    },
  };
}

function detailsOf(value: unknown): (name: string) => number | undefined {
  return (name) => {
    const count = isRecord(value) ? value[name] : undefined;
    return isCount(count) ? count : undefined;
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
