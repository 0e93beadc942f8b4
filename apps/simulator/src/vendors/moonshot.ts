import type { ChatCompletionRequest } from '@app/contracts';
import { reasoningTokensAt } from '../answers/token-counts';
import { effortOf, noRemoteImages, onlyRoles } from '../dialects/chat-checks';
import { openAiDialect } from '../dialects/openai.dialect';
import { bearerKey, type ChatCheck } from '../dialects/openai-vendor';
import { isJsonObject, objectFrom, type JsonObject } from '../json-object';
import type { Refusal } from '../refusal';
import { openAiUsage } from './openai-usage';

const refused = (message: string): Refusal => ({ status: 400, message });
const isKimi = (model: string): boolean => model.startsWith('kimi-');
/** From k3 on the model always thinks and takes an effort. */
const alwaysThinks = (model: string): boolean => /^kimi-k([3-9]|\d{2})/.test(model);

function isThinking(request: ChatCompletionRequest, model: string): boolean {
  return isKimi(model) && (alwaysThinks(model) || objectFrom(request.thinking).type !== 'disabled');
}

/** Kimi fixes its sampling per mode: temperature 1.0 thinking, 0.6 not, and leaves the rest at its defaults. */
const fixedSampling: ChatCheck = (request, model) => {
  if (!isKimi(model)) return undefined;
  const fixed = {
    temperature: isThinking(request, model) ? 1 : 0.6,
    top_p: 0.95,
    n: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
  };
  for (const [field, only] of Object.entries(fixed)) {
    if (request[field] != null && request[field] !== only)
      return refused(`invalid ${field}: only ${only} is allowed for this model`);
  }
  return undefined;
};

/** tool_choice required is refused. */
const noForcedTool: ChatCheck = ({ tool_choice: choice }) =>
  choice === 'required' ? refused('tool_choice is invalid: required is not supported') : undefined;

/** k3 takes low, high and max; it cannot be kept from thinking. */
const knownEffort: ChatCheck = (request, model) => {
  const effort = effortOf(request);
  if (effort === undefined || !alwaysThinks(model) || ['low', 'high', 'max'].includes(effort)) return undefined;
  return refused(`invalid reasoning_effort: ${effort}`);
};

/** A thinking model wants the reasoning back on assistant turns that called tools. */
const reasoningComesBack: ChatCheck = (request, model) => {
  if (!isThinking(request, model)) return undefined;
  const at = request.messages.findIndex(
    ({ tool_calls: calls, reasoning_content: text }) => (calls?.length ?? 0) > 0 && typeof text !== 'string',
  );
  return at < 0
    ? undefined
    : refused(`thinking is enabled but reasoning_content is missing in assistant tool call message at index ${at}`);
};

/** Tool parameters are an object at the root, without `type` beside `anyOf` or lists of `items`; `strict` is unknown. */
const plainToolSchemas: ChatCheck = ({ tools }) => {
  for (const tool of tools ?? []) {
    const parameters = tool.function?.parameters;
    if (objectFrom(tool.function).strict !== undefined) return refused('tools.function.strict is not supported');
    if (parameters === undefined) continue;
    if (!isJsonObject(parameters) || parameters.type !== 'object')
      return refused(
        'tools.function.parameters is not a valid moonshot flavored json schema, details: <At path: type must be object>',
      );
    if (someSchema(parameters, ({ type, anyOf }) => Array.isArray(anyOf) && type !== undefined))
      return refused(
        'tools.function.parameters is not a valid moonshot flavored json schema, details: <type should be defined in anyOf items>',
      );
    if (someSchema(parameters, ({ items }) => Array.isArray(items)))
      return refused(
        'tools.function.parameters is not a valid moonshot flavored json schema, details: <items must be a schema, use prefixItems>',
      );
  }
  return undefined;
};

/** `$schema` has to be dropped from a response schema. */
const noSchemaKeyword: ChatCheck = ({ response_format: format }) =>
  '$schema' in objectFrom(objectFrom(format?.json_schema).schema)
    ? refused('response_format.json_schema: unknown keyword $schema')
    : undefined;

function someSchema(value: unknown, isOdd: (schema: JsonObject) => boolean): boolean {
  if (Array.isArray(value)) return value.some((one) => someSchema(one, isOdd));
  if (!isJsonObject(value)) return false;
  return isOdd(value) || Object.values(value).some((one) => someSchema(one, isOdd));
}

export const moonshot = openAiDialect({
  id: 'moonshot',
  basePath: '/v1',
  ownedBy: 'moonshot',
  models: new Set([
    'kimi-k2.6',
    'kimi-k2.7-code',
    'kimi-k2.7-code-highspeed',
    'kimi-k3',
    'kimi-k3.1-pro',
    'kimi-k3.1-pro-highspeed',
    'moonshot-v1-8k',
    'moonshot-v1-32k',
    'moonshot-v1-128k',
  ]),
  checks: [
    onlyRoles(['system', 'user', 'assistant', 'tool'], (message) => refused(`Invalid request: ${message}`)),
    noForcedTool,
    knownEffort,
    fixedSampling,
    reasoningComesBack,
    plainToolSchemas,
    noSchemaKeyword,
    noRemoteImages(refused), // Pictures come as base64 or ms:// only.
  ],
  limitFields: ['max_completion_tokens', 'max_tokens'],
  honoursToolChoice: true,
  honoursN: false,
  stream: {
    usage: 'choice-and-own-chunk',
    nullUsage: false,
    namesOpenFinish: true,
    wholeToolCalls: false,
    openingDelta: { role: 'assistant', content: '' },
    finishDelta: {},
    textDelta: (content) => ({ content }),
    reasoningDelta: (text) => ({ reasoning_content: text }),
  },
  completionExtras: {},
  messageExtras: {},
  choiceExtras: {},
  reasoningField: () => 'reasoning_content',
  reasoningTokens: (request, model) =>
    isThinking(request, model) ? reasoningTokensAt(effortOf(request) ?? 'high') : 0,
  servedModel: (model) => model,
  // The reasoning is inside the completion, and no detail tells how much of it there was.
  usage: (counts) => {
    const { completion_tokens_details: _details, ...usage } = openAiUsage(counts);
    return { ...usage, cached_tokens: counts.cached, prompt_tokens_details: { cached_tokens: counts.cached } };
  },
  refuseKey: (headers) => {
    const key = bearerKey(headers);
    if (key === 'sim-forbidden')
      return { status: 403, message: 'The API you are accessing is not open', type: 'permission_denied_error' };
    return key?.startsWith('sim-')
      ? undefined
      : { status: 401, message: 'Invalid Authentication', type: 'invalid_authentication_error' };
  },
  unknownModel: (model) => ({
    status: 404,
    message: `Not found the model ${model} or Permission denied`,
    type: 'resource_not_found_error',
  }),
  describeFault: (status) => {
    if (status === 429)
      return {
        status,
        message: 'The engine is currently overloaded, please try again later',
        type: 'engine_overloaded_error',
      };
    if (status >= 500) return { status, message: 'server error', type: 'server_error' };
    return { status, message: `Simulated failure ${status}.` };
  },
  errorBody: ({ message, type = 'invalid_request_error' }) => ({ error: { type, message } }),
  answerHeaders: () => ({ 'x-ratelimit-limit': '500', 'x-ratelimit-remaining': '499', 'x-ratelimit-reset': '1' }),
});
