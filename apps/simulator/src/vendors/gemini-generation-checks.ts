import { numberFrom, objectFrom, textFrom } from '../json-object';
import { invalid, isGemini3, isImageModel, type GeminiCheck } from './gemini-check';

const MOST_STOP_SEQUENCES = 5;
const LEAST_PRO_BUDGET = 128;
const TIERS: ReadonlySet<unknown> = new Set([undefined, 'standard', 'flex', 'priority']);

/** Budget is for 2.5, level from 3 on; never both; pro cannot be switched off, newer flash and pro have no minimal. */
const thinkingFits: GeminiCheck = (request, model) => {
  const thinking = objectFrom(objectFrom(request.generationConfig).thinkingConfig);
  const budget = numberFrom(thinking.thinkingBudget);
  const level = textFrom(thinking.thinkingLevel)?.toLowerCase();
  const isPro = model.includes('-pro');
  if (budget !== undefined && level !== undefined)
    return invalid('You can only set one of thinking budget and thinking level.');
  if (level !== undefined && !isGemini3(model)) return invalid('Thinking level is not supported for this model.');
  if (level !== undefined && !['minimal', 'low', 'medium', 'high'].includes(level))
    return invalid(`Invalid value at 'generation_config.thinking_config.thinking_level': "${level}"`);
  if (level === 'minimal' && (isPro || /3\.[78]-flash/.test(model)))
    return invalid('Thinking level MINIMAL is not supported for this model.');
  // The first pro of the third generation knows low and high alone.
  if (level === 'medium' && model.startsWith('gemini-3-pro'))
    return invalid('Thinking level MEDIUM is not supported for this model.');
  if (budget !== undefined && isPro && budget >= 0 && budget < LEAST_PRO_BUDGET)
    return invalid(
      `The thinking budget ${budget} is invalid. Please choose a value between ${LEAST_PRO_BUDGET} and 32768.`,
    );
  return undefined;
};

/** At most five stop sequences; pictures come from image models only, and one answer at a time. */
const generationFits: GeminiCheck = ({ generationConfig }, model) => {
  const { stopSequences, responseModalities, candidateCount } = objectFrom(generationConfig);
  if (Array.isArray(stopSequences) && stopSequences.length > MOST_STOP_SEQUENCES)
    return invalid(`The number of stop sequences exceeds ${MOST_STOP_SEQUENCES}.`);
  const wantsImage =
    Array.isArray(responseModalities) &&
    responseModalities.some((modality) => String(modality).toUpperCase() === 'IMAGE');
  if (wantsImage && !isImageModel(model))
    return invalid('Model does not support the requested response modalities: image');
  const count = numberFrom(candidateCount) ?? 1;
  if (count < 1 || !Number.isInteger(count)) return invalid('candidate_count must be a positive number.');
  return count > 1 && isImageModel(model) ? invalid('Multiple candidates is not enabled for this model') : undefined;
};

/** Log probabilities are a matter of the second generation, and alternatives one of log probabilities. */
const logprobsFit: GeminiCheck = ({ generationConfig }, model) => {
  const { responseLogprobs, logprobs } = objectFrom(generationConfig);
  if (responseLogprobs === true && isGemini3(model)) return invalid(`Logprobs is not enabled for models/${model}`);
  return logprobs !== undefined && responseLogprobs !== true
    ? invalid('logprobs may only be set when response_logprobs is true.')
    : undefined;
};

/** The tiers are written in lower case, in the body. */
const tierFits: GeminiCheck = ({ serviceTier }) =>
  TIERS.has(serviceTier) ? undefined : invalid(`Invalid value at 'service_tier': ${JSON.stringify(serviceTier)}`);

export const GENERATION_CHECKS: readonly GeminiCheck[] = [thinkingFits, generationFits, logprobsFit, tierFits];
