import type { ChatCompletionRequest } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ChatCall, EncodedRequest } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import { inputItems } from './responses.input';
import { responseToolChoice, responseTools } from './responses.tools';

/** Chat's fields that have another place in the Responses API. */
const MOVED: ReadonlySet<string> = new Set([
  'messages',
  'tools',
  'functions',
  'tool_choice',
  'function_call',
  'response_format',
  'reasoning_effort',
  'verbosity',
  'max_tokens',
  'max_completion_tokens',
  'logprobs',
  'stream_options',
]);
/** Chat's fields that have none. */
const WITHOUT_PLACE: ReadonlySet<string> = new Set([
  'n',
  'seed',
  'stop',
  'presence_penalty',
  'frequency_penalty',
  'logit_bias',
  'modalities',
  'audio',
  'prediction',
  'web_search_options',
  // Fields of the Responses API alone. They reach what the provider keeps, which only its own endpoint here may.
  'previous_response_id',
  'conversation',
  'background',
  'prompt',
  'input',
  'instructions',
  'include',
  'truncation',
  'context_management',
]);

/**
 * A chat request as a Responses request, for models that refuse tools with reasoning on chat. Nothing is kept at the
 * provider unless the caller asked for it, so reasoning comes back encrypted and is kept here.
 */
export function encodeForResponses(call: ChatCall, provider: ProviderDescription): EncodedRequest {
  let request = call.request;
  for (const patch of provider.quirks.request ?? []) request = patch(request, call.facts);
  const body = { ...passedFields(request), ...translatedFields(request), model: call.model, stream: call.isStream };
  const names = new Set([...Object.keys(call.request), ...Object.keys(request)]);
  return {
    path: 'responses',
    body: JSON.stringify(body),
    adjusted: [...names].filter((name) => isLost(name, request) || isPatched(name, call.request, request)),
  };
}

/** Fields that mean the same in both, and those that neither of us has heard of. */
function passedFields(request: ChatCompletionRequest): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(request).filter(([name, value]) => !MOVED.has(name) && !WITHOUT_PLACE.has(name) && value !== null),
  );
}

function translatedFields(request: ChatCompletionRequest): Record<string, unknown> {
  const tools = responseTools(request);
  const toolChoice = responseToolChoice(request);
  const limit = request.max_completion_tokens ?? request.max_tokens;
  const text = textOf(request);
  const obfuscation = request.stream_options?.['include_obfuscation'];
  return {
    input: inputItems(request.messages),
    store: request['store'] === true,
    include: ['reasoning.encrypted_content', ...(request['logprobs'] === true ? ['message.output_text.logprobs'] : [])],
    ...(tools.length > 0 ? { tools } : {}),
    ...(toolChoice === undefined ? {} : { tool_choice: toolChoice }),
    ...(request.reasoning_effort == null ? {} : { reasoning: { effort: request.reasoning_effort } }),
    ...(limit == null ? {} : { max_output_tokens: limit }),
    ...(text === undefined ? {} : { text }),
    ...(obfuscation === undefined ? {} : { stream_options: { include_obfuscation: obfuscation } }),
  };
}

/** Structured output and verbosity, which stand together there. */
function textOf(request: ChatCompletionRequest): Record<string, unknown> | undefined {
  const { response_format: format, verbosity } = request;
  const schema = format?.['json_schema'];
  const flat = isRecord(schema) ? { ...schema, type: 'json_schema' } : format;
  if (!flat && verbosity == null) return undefined;
  return { ...(flat ? { format: flat } : {}), ...(verbosity == null ? {} : { verbosity }) };
}

function isLost(name: string, request: ChatCompletionRequest): boolean {
  const isOne = name === 'n' && request.n === 1;
  return WITHOUT_PLACE.has(name) && request[name] !== undefined && request[name] !== null && !isOne;
}

/** The token limit has another name there anyway, so its renaming is no change. */
function isPatched(name: string, before: ChatCompletionRequest, after: ChatCompletionRequest): boolean {
  const isLimit = name === 'max_tokens' || name === 'max_completion_tokens';
  return before[name] !== after[name] && !isLimit && name !== 'stream_options';
}
