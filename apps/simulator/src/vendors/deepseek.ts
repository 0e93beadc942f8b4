import type { ChatCompletionRequest } from '@app/contracts';
import { reasoningTokensAt } from '../answers/token-counts';
import {
  effortOf,
  imageUrlsIn,
  isToolInPlay,
  jsonModeNamesJson,
  onlyRoles,
  toolResultsHaveCalls,
} from '../dialects/chat-checks';
import { openAiDialect } from '../dialects/openai.dialect';
import { bearerKey, type ChatCheck } from '../dialects/openai-vendor';
import { objectFrom } from '../json-object';
import type { Refusal } from '../refusal';
import { openAiUsage } from './openai-usage';

const refused = (message: string): Refusal => ({ status: 400, message });
const unprocessable = (message: string): Refusal => ({
  status: 422,
  message: `Failed to deserialize the JSON body into the target type: ${message}`,
});

/** Thinking is on unless it is switched off. */
function isThinking(request: ChatCompletionRequest): boolean {
  return objectFrom(request.thinking).type !== 'disabled';
}

/** Chat knows json_object only; json_schema is for its Responses API. */
const noJsonSchema: ChatCheck = ({ response_format: format }) =>
  format?.type === 'json_schema' ? refused('This response_format type is unavailable now') : undefined;

/** A forced tool choice is refused in thinking mode. */
const noForcedToolWhileThinking: ChatCheck = (request) => {
  const isForced = request.tool_choice === 'required' || typeof request.tool_choice === 'object';
  return request.tool_choice != null && isForced && isThinking(request)
    ? refused('Thinking mode does not support this tool_choice')
    : undefined;
};

/** Log probabilities are for answers without thinking. */
const noLogprobsWhileThinking: ChatCheck = (request) => {
  const field = ['logprobs', 'top_logprobs'].find((name) => request[name] != null && request[name] !== false);
  return field && isThinking(request) ? refused(`Thinking mode does not support ${field}`) : undefined;
};

/** With tools in play every assistant turn brings its reasoning_content back; an empty string counts, absence does not. */
const reasoningComesBack: ChatCheck = (request) => {
  if (!isThinking(request) || !isToolInPlay(request)) return undefined;
  const isMissing = request.messages.some(
    ({ role, reasoning_content: text }) => role === 'assistant' && typeof text !== 'string',
  );
  return isMissing
    ? refused('The `reasoning_content` in the thinking mode must be passed back to the API.')
    : undefined;
};

/** Pictures are for the flash model. */
const imagesOnFlashOnly: ChatCheck = ({ messages }, model) =>
  imageUrlsIn(messages).length > 0 && !model.includes('flash')
    ? refused(
        'Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`, expected `text`',
      )
    : undefined;

/** Out of range or of the wrong type: 422. */
const valuesInRange: ChatCheck = (request) => {
  const { temperature, top_p: topP, max_tokens: maxTokens } = request;
  if (temperature != null && !(temperature >= 0 && temperature <= 2))
    return unprocessable('temperature: the valid range is [0, 2]');
  if (topP != null && !(topP > 0 && topP <= 1)) return unprocessable('top_p: the valid range is (0, 1]');
  if (maxTokens != null && !(Number.isInteger(maxTokens) && maxTokens >= 1))
    return unprocessable('max_tokens: expected a positive integer');
  return undefined;
};

/** minimal to max are mapped to its own low, high and max; the off switch is `thinking`, not an effort. */
const knownEffort: ChatCheck = (request) => {
  const effort = effortOf(request);
  if (effort === undefined || ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'].includes(effort)) return undefined;
  return unprocessable(`reasoning_effort: unknown variant \`${effort}\``);
};

export const deepseek = openAiDialect({
  id: 'deepseek',
  basePath: '',
  ownedBy: 'deepseek',
  models: new Set(['deepseek-flash', 'deepseek-v4-flash', 'deepseek-v4-pro']),
  checks: [
    onlyRoles(['system', 'user', 'assistant', 'tool'], unprocessable),
    valuesInRange,
    knownEffort,
    toolResultsHaveCalls(refused),
    noJsonSchema,
    jsonModeNamesJson(refused),
    noForcedToolWhileThinking,
    noLogprobsWhileThinking,
    reasoningComesBack,
    imagesOnFlashOnly,
  ],
  limitFields: ['max_tokens'],
  honoursToolChoice: true,
  honoursN: false,
  stream: {
    usage: 'finish-chunk',
    nullUsage: true,
    namesOpenFinish: true,
    wholeToolCalls: false,
    openingDelta: { role: 'assistant', content: null, reasoning_content: '' },
    finishDelta: { content: '', reasoning_content: null },
    textDelta: (content) => ({ content, reasoning_content: null }),
    reasoningDelta: (text) => ({ content: null, reasoning_content: text }),
  },
  completionExtras: { system_fingerprint: 'fp_simulator' },
  messageExtras: {},
  choiceExtras: { logprobs: null },
  reasoningField: () => 'reasoning_content',
  reasoningTokens: (request) => (isThinking(request) ? reasoningTokensAt(effortOf(request) ?? 'high') : 0),
  servedModel: (model) => (model === 'deepseek-v4-flash' ? 'deepseek-flash' : model),
  usage: (counts) => ({
    ...openAiUsage(counts),
    prompt_tokens_details: { cached_tokens: counts.cached },
    completion_tokens_details: { reasoning_tokens: counts.reasoning },
    prompt_cache_hit_tokens: counts.cached,
    prompt_cache_miss_tokens: counts.prompt - counts.cached,
  }),
  refuseKey: (headers) => {
    const key = bearerKey(headers);
    if (key === 'sim-forbidden') return { status: 403, message: 'Access denied', type: 'permission_error' };
    if (key?.startsWith('sim-')) return undefined;
    return {
      status: 401,
      message: `Authentication Fails, Your api key: ****${key?.slice(-4) ?? ''} is invalid`,
      type: 'authentication_error',
    };
  },
  unknownModel: (model) => ({ status: 404, message: `Model Not Exist: ${model}` }),
  describeFault: (status) => {
    if (status === 402) return { status, message: 'Insufficient Balance', type: 'unknown_error' };
    if (status === 429) return { status, message: 'Too many requests at the same time.', type: 'rate_limit_error' };
    if (status >= 500)
      return {
        status,
        message: 'The service is overloaded. Please try again later.',
        type: 'service_unavailable_error',
      };
    return { status, message: `Simulated failure ${status}.` };
  },
  errorBody: ({ message, type = 'invalid_request_error', param = null, code = 'invalid_request_error' }) => ({
    error: { message, type, param, code },
  }),
  answerHeaders: () => ({}),
});
