import { isRecord } from '@app/common';
import type { Encoding } from './encoding';
import { thinksInLevels } from './generations';
import { camelCased } from './google-fields';
import { responseFormatOf } from './response-format';
import { thinkingOf } from './thinking';

type Config = Record<string, unknown>;

/** OpenAI's fields, and those its clients add, by Google's names. */
const RENAMED: readonly (readonly [string, string])[] = [
  ['max_tokens', 'maxOutputTokens'],
  // Stands behind the older name, so that it wins.
  ['max_completion_tokens', 'maxOutputTokens'],
  ['temperature', 'temperature'],
  ['top_p', 'topP'],
  ['top_k', 'topK'],
  ['n', 'candidateCount'],
  ['seed', 'seed'],
  ['presence_penalty', 'presencePenalty'],
  ['frequency_penalty', 'frequencyPenalty'],
];
const MOST_STOPS = 5;
const MODALITIES: ReadonlySet<unknown> = new Set(['text', 'image']);

/** Everything about how the answer is made. Sampling fields are sent to all: newer models ignore them without harm. */
export function generationConfigOf(encoding: Encoding): Config {
  const { request } = encoding;
  const renamed = RENAMED.filter(([name]) => request[name] !== undefined && request[name] !== null);
  const thinkingConfig = thinkingOf(encoding);
  return {
    ...Object.fromEntries(renamed.map(([name, googleName]) => [googleName, request[name]])),
    ...stopsOf(encoding),
    ...logprobsOf(encoding),
    ...responseFormatOf(encoding),
    ...modalitiesOf(encoding),
    ...(thinkingConfig ? { thinkingConfig } : {}),
  };
}

function stopsOf({ request, adjusted }: Encoding): Config {
  const { stop } = request;
  const all = typeof stop === 'string' ? [stop] : Array.isArray(stop) ? stop : [];
  if (all.length > MOST_STOPS) adjusted.add('stop');
  return all.length > 0 ? { stopSequences: all.slice(0, MOST_STOPS) } : {};
}

/** Google gives them with models of the second generation; newer ones refuse the question. */
function logprobsOf({ request, model, adjusted }: Encoding): Config {
  const { logprobs, top_logprobs: top } = request;
  if (logprobs !== true) {
    if (typeof top === 'number' && top > 0) adjusted.add('top_logprobs');
    return {};
  }
  if (thinksInLevels(model)) {
    adjusted.add('logprobs');
    if (top !== undefined && top !== null) adjusted.add('top_logprobs');
    return {};
  }
  return { responseLogprobs: true, ...(typeof top === 'number' && top > 0 ? { logprobs: top } : {}) };
}

function modalitiesOf(encoding: Encoding): Config {
  const { request, adjusted } = encoding;
  const { modalities, image_config: image } = request;
  const known = Array.isArray(modalities) ? modalities.filter((each) => MODALITIES.has(each)) : [];
  if (Array.isArray(modalities) && known.length < modalities.length) adjusted.add('modalities');
  return {
    ...(known.length > 0 ? { responseModalities: known.map((each) => String(each).toUpperCase()) } : {}),
    ...(isRecord(image)
      ? { imageConfig: camelCased(image, ['aspectRatio', 'imageSize'], encoding, 'image_config') }
      : {}),
  };
}
