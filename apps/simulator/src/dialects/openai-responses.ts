import { randomUUID } from 'node:crypto';
import { answerTo, type Answer, type Question } from '../answers/answer';
import { countsOf, type PromptText, type TokenCounts } from '../answers/token-counts';
import { textOf } from '../answers/token-pieces';
import { toolRoundsIn, type TurnReader } from '../answers/tool-rounds';
import { isJsonObject, numberFrom, objectFrom, objectsIn, textFrom, type JsonObject } from '../json-object';
import { refuse } from '../refusal';
import type { Reply, VendorCall } from '../vendor';
import { jsonOf, toolChoiceOf } from './openai-question';
import { isKept, keepResponse } from './openai-stored-responses';
import { responseStream } from './openai-responses-stream';
import { finishedResponse, type OutputItem, type ResponseExchange } from './response-exchange';
import { bareModel, knowsModel, type ChatVendor } from './openai-vendor';

const TURNS: TurnReader<JsonObject> = {
  saysUser: ({ role }) => role === 'user',
  isResult: ({ type }) => type === 'function_call_output',
};

/** `POST /responses`. */
export function answerResponses(vendor: ChatVendor, call: VendorCall): Reply {
  const request = objectFrom(call.body);
  const name = textFrom(request.model);
  if (name === undefined)
    return refuse({
      status: 400,
      message: "Missing required parameter: 'model'.",
      param: 'model',
      code: 'missing_required_parameter',
    });
  if (!knowsModel(vendor, name)) refuse(vendor.unknownModel(name));
  const model = bareModel(name);
  const items = itemsOf(request.input);
  if (items.length === 0)
    refuse({
      status: 400,
      message: "Missing required parameter: 'input'.",
      param: 'input',
      code: 'missing_required_parameter',
    });
  refuseOrphans(items, textFrom(request.previous_response_id) !== undefined);
  const previous = textFrom(request.previous_response_id);
  if (previous !== undefined && !isKept(previous))
    refuse({
      status: 400,
      message: `Previous response with id '${previous}' not found.`,
      param: 'previous_response_id',
      code: 'previous_response_not_found',
    });
  const effort = textFrom(objectFrom(request.reasoning).effort);
  const chatForm = { model, messages: [], ...(effort === undefined ? {} : { reasoning_effort: effort }) };
  const reasoningTokens = vendor.reasoningTokens(chatForm, model);
  refuseSampling(request, reasoningTokens > 0);
  const answer = answerTo(questionOf(request, items, reasoningTokens, call));
  const counts = countsOf(promptOf(request, items), answer);
  const exchange: ResponseExchange = {
    vendor,
    answer,
    frame: frameOf(request, name, effort ?? (reasoningTokens > 0 ? 'medium' : null)),
    output: outputOf(answer, objectsAsTexts(request.include).includes('reasoning.encrypted_content')),
    usage: usageOf(counts),
  };
  const finished = finishedResponse(exchange);
  const isQueued = request.background === true && request.stream !== true;
  // Until somebody looks again, a response of the background shows neither output nor usage.
  const response = isQueued ? { ...exchange.frame, status: 'queued' } : finished;
  if (request.store !== false) keepResponse(isQueued ? { ...response, finished } : finished, items);
  if (request.stream === true) return responseStream(exchange);
  return {
    kind: 'json',
    status: 200,
    headers: vendor.answerHeaders(),
    body: response,
    tokens: counts.visible + counts.reasoning,
  };
}

/** Reasoning models keep their sampling here too. */
function refuseSampling(request: JsonObject, isReasoning: boolean): void {
  const field = ['temperature', 'top_p'].find((name) => request[name] != null && request[name] !== 1);
  if (isReasoning && field) {
    refuse({
      status: 400,
      message: `Unsupported parameter: '${field}' is not supported with this model.`,
      param: field,
      code: 'unsupported_parameter',
    });
  }
}

/** A result needs the call it answers, in the input or in the response before. */
function refuseOrphans(items: readonly JsonObject[], isContinued: boolean): void {
  const calls = new Set(items.filter(({ type }) => type === 'function_call').map(({ call_id: id }) => id));
  const orphan = items.find(({ type, call_id: id }) => type === 'function_call_output' && !calls.has(id));
  if (orphan && !isContinued)
    refuse({
      status: 400,
      message: `No tool call found for function call output with call_id ${textFrom(orphan.call_id) ?? ''}.`,
      param: 'input',
    });
}

function objectsAsTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A plain string is one user message. */
function itemsOf(input: unknown): JsonObject[] {
  return typeof input === 'string' ? [{ type: 'message', role: 'user', content: input }] : objectsIn(input);
}

function questionOf(
  request: JsonObject,
  items: readonly JsonObject[],
  reasoningTokens: number,
  call: VendorCall,
): Question {
  const lastOther = items.findLastIndex((item) => !TURNS.isResult(item));
  return {
    lastUserText: textOfItem(items.findLast(TURNS.saysUser)),
    toolResults: items.slice(lastOther + 1).map(textOfItem),
    toolRounds: toolRoundsIn(items, TURNS),
    tools: objectsIn(request.tools)
      .filter(({ type }) => type === 'function')
      .map((tool) => ({ name: textFrom(tool.name) ?? 'tool', parameters: tool.parameters })),
    toolChoice: toolChoiceOf(request.tool_choice),
    json: jsonOf(objectFrom(objectFrom(request.text).format)),
    reasoningTokens,
    stops: [],
    maxTokens: numberFrom(request.max_output_tokens),
    textTokens: call.control.outputTokens,
    text: call.control.text,
  };
}

function promptOf(request: JsonObject, items: readonly JsonObject[]): PromptText[] {
  const instructions = textFrom(request.instructions);
  const texts = items.map((item) => ({ role: textFrom(item.role) ?? 'tool', text: textOfItem(item) }));
  return instructions === undefined ? texts : [{ role: 'system', text: instructions }, ...texts];
}

function textOfItem(item: JsonObject | undefined): string {
  const content = item?.content ?? item?.output;
  if (typeof content === 'string') return content;
  return objectsIn(content)
    .map((part) => textFrom(part.text) ?? '')
    .join('');
}

function outputOf(answer: Answer, isEncrypted: boolean): OutputItem[] {
  const status = answer.finish === 'length' ? 'incomplete' : 'completed';
  const items: OutputItem[] = [];
  if (answer.reasoning.length > 0)
    items.push({
      id: newId('rs'),
      type: 'reasoning',
      summary: [],
      ...(isEncrypted ? { encrypted_content: sealOf(answer) } : {}),
    });
  if (answer.text.length > 0) {
    const content = [{ type: 'output_text', annotations: [], logprobs: [], text: textOf(answer.text) }];
    items.push({ id: newId('msg'), type: 'message', status, role: 'assistant', content });
  }
  for (const call of answer.calls) {
    items.push({
      id: newId('fc'),
      type: 'function_call',
      status,
      call_id: call.id,
      name: call.name,
      arguments: textOf(call.arguments),
    });
  }
  return items;
}

/** The encrypted reasoning; a test can tell by it to which call it belongs. */
function sealOf({ calls }: Answer): string {
  return `sealed-${calls[0]?.id ?? newId('thought')}`;
}

function usageOf({ prompt, cached, visible, reasoning }: TokenCounts): JsonObject {
  return {
    input_tokens: prompt,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: visible + reasoning,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: prompt + visible + reasoning,
  };
}

function frameOf(request: JsonObject, model: string, effort: string | null): JsonObject {
  return {
    id: newId('resp'),
    object: 'response',
    created_at: Math.floor(Date.now() / 1_000),
    status: 'in_progress',
    error: null,
    incomplete_details: null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    model,
    output: [],
    parallel_tool_calls: true,
    previous_response_id: request.previous_response_id ?? null,
    reasoning: { effort, summary: null },
    service_tier: 'default',
    store: request.store ?? true,
    text: isJsonObject(request.text) ? request.text : { format: { type: 'text' } },
    tool_choice: request.tool_choice ?? 'auto',
    tools: request.tools ?? [],
    usage: null,
    metadata: request.metadata ?? {},
  };
}

function newId(kind: string): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`;
}
