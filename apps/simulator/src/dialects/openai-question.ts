import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';
import type { Question, ToolChoice } from '../answers/answer';
import type { PromptText } from '../answers/token-counts';
import { ratingScaleIn } from '../answers/rating';
import { toolRoundsIn, type TurnReader } from '../answers/tool-rounds';
import { isJsonObject, numberFrom, objectFrom, objectsIn, textFrom } from '../json-object';
import type { Control } from '../scenarios/control';
import type { ChatVendor } from './openai-vendor';
import { schemaInPrompt } from './prompt-schema';

const TURNS: TurnReader<ChatMessage> = {
  saysUser: ({ role }) => role === 'user',
  isResult: ({ role }) => role === 'tool',
};

/** What the request asks, freed of OpenAI's shape. */
export function questionOf(
  request: ChatCompletionRequest,
  vendor: ChatVendor,
  model: string,
  control: Control,
): Question {
  const users = request.messages.filter(({ role }) => role === 'user');
  const systems = request.messages.filter(({ role }) => role === 'system');
  const developers = request.messages.filter(({ role }) => role === 'developer');
  const json = jsonOf(objectFrom(request.response_format));
  return {
    lastUserText: textOfMessage(users.at(-1)),
    toolResults: trailingToolResults(request.messages),
    toolRounds: toolRoundsIn(request.messages, TURNS),
    tools: toolsOf(request),
    toolChoice: vendor.honoursToolChoice ? toolChoiceOf(request.tool_choice) : { mode: 'auto' },
    json: json && { schema: json.schema ?? schemaInPrompt(systems.map(textOfMessage)) },
    reasoningTokens: vendor.reasoningTokens(request, model),
    stops: stopsOf(request.stop),
    maxTokens: vendor.limitFields.map((field) => numberFrom(request[field])).find((limit) => limit !== undefined),
    textTokens: control.outputTokens,
    text: control.text,
    ratingScale: ratingScaleIn([...systems, ...developers].map(textOfMessage)),
  };
}

export function promptTexts(messages: readonly ChatMessage[]): PromptText[] {
  return messages.map((message) => ({ role: message.role, text: textOfMessage(message) }));
}

export function textOfMessage(message: ChatMessage | undefined): string {
  if (typeof message?.content === 'string') return message.content;
  return objectsIn(message?.content)
    .map((part) => textFrom(part.text) ?? '')
    .join('');
}

/** Reads `tool_choice`, both in the form of chat completions and in that of responses. */
export function toolChoiceOf(choice: unknown): ToolChoice {
  if (choice === 'none' || choice === 'required') return { mode: choice };
  if (!isJsonObject(choice)) return { mode: 'auto' };
  const name = textFrom(objectFrom(choice.function).name) ?? textFrom(choice.name);
  return name === undefined ? { mode: 'auto' } : { mode: 'named', name };
}

export function jsonOf(format: Record<string, unknown>): Question['json'] {
  if (format.type === 'json_object') return {};
  if (format.type !== 'json_schema') return undefined;
  return { schema: objectFrom(format.json_schema).schema ?? format.schema };
}

function trailingToolResults(messages: readonly ChatMessage[]): string[] {
  const lastOther = messages.findLastIndex(({ role }) => role !== 'tool');
  return messages.slice(lastOther + 1).map(textOfMessage);
}

function toolsOf(request: ChatCompletionRequest): Question['tools'] {
  return (request.tools ?? []).flatMap((tool) =>
    tool.function ? [{ name: tool.function.name, parameters: tool.function.parameters }] : [],
  );
}

/** What is neither text nor a list of texts stops nothing. */
function stopsOf(stop: unknown): string[] {
  const given: unknown[] = Array.isArray(stop) ? stop : [stop];
  return given.filter((text) => typeof text === 'string');
}
