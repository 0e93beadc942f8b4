import { isRecord, type JsonObject } from '@app/common';

/** What a client makes of a completion, streamed or not. */
export interface SeenChat {
  readonly choices: SeenChoice[];
  model: string | undefined;
  usage: JsonObject | undefined;
}

export interface SeenChoice {
  text: string;
  reasoning: string;
  refusal: string;
  finishReason: string | undefined;
  readonly toolCalls: SeenToolCall[];
}

export interface SeenToolCall {
  id: string;
  name: string;
  arguments: string;
  signature: string | undefined;
}

export function nothingSeen(): SeenChat {
  return { choices: [], model: undefined, usage: undefined };
}

/** Adds a completion, or one chunk of one; the message of the former is like a single delta. */
export function addCompletion(seen: SeenChat, completion: unknown): void {
  if (!isRecord(completion)) return;
  const { model, usage, choices } = completion;
  if (typeof model === 'string') seen.model = model;
  if (isRecord(usage)) seen.usage = usage;
  for (const choice of Array.isArray(choices) ? choices.filter(isRecord) : []) addChoice(seen, choice);
}

function addChoice(seen: SeenChat, choice: JsonObject): void {
  const place = typeof choice['index'] === 'number' ? choice['index'] : 0;
  const known = (seen.choices[place] ??= {
    text: '',
    reasoning: '',
    refusal: '',
    finishReason: undefined,
    toolCalls: [],
  });
  const said = choice['delta'] ?? choice['message'];
  if (typeof choice['finish_reason'] === 'string') known.finishReason = choice['finish_reason'];
  if (!isRecord(said)) return;
  known.text += textOf(said['content']);
  known.reasoning += textOf(said['reasoning_content']);
  known.refusal += textOf(said['refusal']);
  const calls: unknown = said['tool_calls'];
  if (Array.isArray(calls)) calls.filter(isRecord).forEach((call, index) => addToolCall(known.toolCalls, call, index));
}

/** Pieces of one call share an index; in a whole message the calls are simply in order. */
function addToolCall(calls: SeenToolCall[], piece: JsonObject, position: number): void {
  const index = typeof piece['index'] === 'number' ? piece['index'] : position;
  const call = (calls[index] ??= { id: '', name: '', arguments: '', signature: undefined });
  const named = isRecord(piece['function']) ? piece['function'] : {};
  // As the official client gathers them: ids and names come once, arguments in pieces.
  call.id = textOf(piece['id']) || call.id;
  call.name = textOf(named['name']) || call.name;
  call.arguments += textOf(named['arguments']);
  call.signature ??= signatureOf(piece['extra_content']);
}

function signatureOf(extra: unknown): string | undefined {
  const google = isRecord(extra) ? extra['google'] : undefined;
  const signature = isRecord(google) ? google['thought_signature'] : undefined;
  return typeof signature === 'string' && signature !== '' ? signature : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
