import { reasoningTokensAt } from '../answers/token-counts';
import { effortOf, jsonModeNamesJson, onlyRoles, toolResultsHaveCalls } from '../dialects/chat-checks';
import { openAiDialect } from '../dialects/openai.dialect';
import { answerImages } from '../dialects/openai-images';
import { answerResponses } from '../dialects/openai-responses';
import { answerStoredResponses } from '../dialects/openai-stored-responses';
import { bearerKey, type ChatCheck, type ChatVendor } from '../dialects/openai-vendor';
import type { Refusal } from '../refusal';
import { openAiUsage } from './openai-usage';
import { canReason, defaultEffort, effortsOf, isPro, refusesToolsWhileReasoning } from './openai-reasoning';

const MODELS = [
  'gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'gpt-5.1', 'gpt-5.2',
  'gpt-5.4', 'gpt-5.4-mini', 'gpt-5.4-nano', 'gpt-5.4-pro', 'gpt-5.5', 'gpt-5.6-sol', 'gpt-5.6-terra', 'gpt-5.6-luna',
  'gpt-6-astra', 'gpt-6-sol', 'gpt-6-luna', 'gpt-6.1-sol', 'gpt-6.1-terra', 'o3',
  'gpt-image-1-mini', 'gpt-image-1.5', 'gpt-image-2', 'gpt-image-2.6-flare', 'gpt-image-2.6-sunburst',
]; // prettier-ignore

const invalid = (message: string, param?: string, code?: string): Refusal => ({ status: 400, message, param, code });

/** max_tokens is gone from the o-series and from gpt-5 on. */
const noMaxTokens: ChatCheck = (request, model) =>
  canReason(model) && request.max_tokens != null
    ? invalid(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        'max_tokens',
        'unsupported_parameter',
      )
    : undefined;

/** Sampling fields move only where nothing is reasoned: effort none, which exists from gpt-5.1 on. */
const noSampling: ChatCheck = (request, model) => {
  if (!canReason(model) || (effortOf(request) ?? defaultEffort(model)) === 'none') return undefined;
  const neutral = { temperature: 1, top_p: 1, presence_penalty: 0, frequency_penalty: 0 };
  for (const [field, only] of Object.entries(neutral)) {
    if (request[field] != null && request[field] !== only) {
      return invalid(
        `Unsupported value: '${field}' does not support ${JSON.stringify(request[field])} with this model. Only the default (${only}) value is supported.`,
        field,
        'unsupported_value',
      );
    }
  }
  const field = ['logit_bias', 'logprobs', 'top_logprobs'].find(
    (name) => request[name] != null && request[name] !== false,
  );
  return field
    ? invalid(`Unsupported parameter: '${field}' is not supported with this model.`, field, 'unsupported_parameter')
    : undefined;
};

/** Each generation has its own set of efforts; models that do not reason take none. */
const knownEffort: ChatCheck = (request, model) => {
  const effort = effortOf(request);
  if (effort === undefined || effortsOf(model).includes(effort)) return undefined;
  return canReason(model)
    ? invalid(
        `Unsupported value: 'reasoning_effort' does not support '${effort}' with this model. Supported values are: ${effortsOf(model).join(', ')}.`,
        'reasoning_effort',
        'unsupported_value',
      )
    : invalid('Unrecognized request argument supplied: reasoning_effort', 'reasoning_effort');
};

/** Chat completions with tools are refused from gpt-5.4 on while the model reasons; the Responses API takes them. */
const noToolsWhileReasoning: ChatCheck = (request, model) => {
  if (!refusesToolsWhileReasoning(model) || (request.tools?.length ?? 0) === 0) return undefined;
  const effort = effortOf(request) ?? defaultEffort(model);
  return effort === 'none'
    ? undefined
    : invalid(
        `Function tools with reasoning_effort are not supported for ${model} in /v1/chat/completions. Use /v1/responses, or set reasoning_effort to 'none'.`,
        'reasoning_effort',
        'unsupported_parameter',
      );
};

/** Not every model takes a schema for its answer. */
const noSchemaOnPro: ChatCheck = ({ response_format: format }, model) =>
  isPro(model) && format?.type === 'json_schema'
    ? invalid(
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        'response_format',
      )
    : undefined;

/** stream_options belongs to streams. */
const streamOptionsNeedStream: ChatCheck = (request) =>
  request.stream_options != null && request.stream !== true
    ? invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options')
    : undefined;

const SNAPSHOT_DATE = /^-\d{4}-\d{2}-\d{2}$/;

const description: ChatVendor = {
  id: 'openai',
  basePath: '/v1',
  ownedBy: 'system',
  models: new Set(MODELS),
  isSnapshot: (model) => MODELS.some((id) => model.startsWith(`${id}-`) && SNAPSHOT_DATE.test(model.slice(id.length))),
  checks: [
    onlyRoles(['system', 'developer', 'user', 'assistant', 'tool', 'function'], (message, param) =>
      invalid(`Invalid value: ${message}`, param, 'invalid_value'),
    ),
    toolResultsHaveCalls(invalid),
    noMaxTokens,
    knownEffort,
    noSampling,
    noToolsWhileReasoning,
    noSchemaOnPro,
    jsonModeNamesJson(invalid),
    streamOptionsNeedStream,
  ],
  limitFields: ['max_completion_tokens', 'max_tokens'],
  honoursToolChoice: true,
  honoursN: true,
  stream: {
    usage: 'own-chunk',
    nullUsage: true,
    namesOpenFinish: true,
    wholeToolCalls: false,
    openingDelta: { role: 'assistant', content: '', refusal: null },
    finishDelta: {},
    textDelta: (content) => ({ content }),
    reasoningDelta: () => ({}),
  },
  completionExtras: { service_tier: 'default', system_fingerprint: 'fp_simulator' },
  messageExtras: { refusal: null, annotations: [] },
  choiceExtras: { logprobs: null },
  reasoningField: () => undefined, // Chat never shows OpenAI's reasoning.
  reasoningTokens: (request, model) =>
    canReason(model) ? reasoningTokensAt(effortOf(request) ?? defaultEffort(model)) : 0,
  servedModel: (model) => model,
  usage: openAiUsage,
  refuseKey: (headers) => {
    const key = bearerKey(headers);
    if (key === 'sim-forbidden')
      return { status: 403, message: 'You are not allowed to use this project.', code: 'forbidden' };
    if (key?.startsWith('sim-')) return undefined;
    const message = key ? `Incorrect API key provided: ${key.slice(0, 3)}***.` : "You didn't provide an API key.";
    return { status: 401, message, code: 'invalid_api_key' };
  },
  unknownModel: (model) => ({
    status: 404,
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    code: 'model_not_found',
  }),
  describeFault: (status) => {
    if (status === 429)
      return { status, message: 'Rate limit reached for requests.', type: 'requests', code: 'rate_limit_exceeded' };
    if (status >= 500)
      return { status, message: 'The server had an error while processing your request.', type: 'server_error' };
    return { status, message: `Simulated failure ${status}.` };
  },
  errorBody: ({ message, type = 'invalid_request_error', param = null, code = null }) => ({
    error: { message, type, param, code },
  }),
  answerHeaders: () => ({
    'openai-version': '2020-10-01',
    'openai-processing-ms': '12',
    'x-request-id': `req_${Math.random().toString(16).slice(2)}`,
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-remaining-requests': '9999',
    'x-ratelimit-reset-requests': '6ms',
  }),
  ownRoute: (call) => {
    const endpoint = `${call.method} ${call.path}`;
    if (endpoint === 'POST /images/generations') return answerImages(description, call);
    if (endpoint === 'POST /responses') return answerResponses(description, call);
    return answerStoredResponses(description, call);
  },
};

export const openai = openAiDialect(description);
