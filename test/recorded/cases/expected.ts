import { isRecord, type JsonObject } from '@app/common';

/** What a client should see. A field that is undefined has not been worked out; null means that the wire gave none. */
export interface Expected {
  readonly text?: string;
  readonly choicesText?: readonly string[];
  readonly reasoningText?: string;
  readonly refusal?: string;
  readonly toolCalls?: readonly ExpectedToolCall[];
  readonly finishReason?: string | null;
  readonly usage?: ExpectedUsage | null;
  readonly error?: ExpectedError;
  readonly status?: string;
  readonly outputTypes?: readonly string[];
  readonly images?: number;
  /** Why pictures are missing. */
  readonly filtered?: readonly string[];
  readonly imageKind?: string;
  readonly revisedPrompt?: string;
  readonly thoughtSignatures?: number;
  readonly blockReason?: string;
  readonly models?: readonly string[];
}

export interface ExpectedToolCall {
  readonly id: string | null;
  readonly name: string;
  /** Parsed; `{"__raw__": text}` where the call was cut and is no JSON. */
  readonly arguments: unknown;
}

export interface ExpectedUsage {
  readonly prompt: number | null;
  readonly completion: number | null;
  readonly reasoning: number | null;
  readonly cached: number | null;
  readonly total: number | null;
}

export interface ExpectedError {
  readonly status: number;
  /** A number is Google's: it repeats the status. */
  readonly code: string | number | null;
  readonly type: string | null;
  readonly message: string | null;
}

/** `expected` of a `meta.json`; fields that nothing compares are left behind. */
export function readExpected(meta: unknown): Expected {
  const given = isRecord(meta) ? meta : {};
  return {
    ...field('text', stringIn(given, 'text')),
    ...field('choicesText', stringsIn(given, 'choices_text')),
    ...field('reasoningText', stringIn(given, 'reasoning_text')),
    ...field('refusal', stringIn(given, 'refusal')),
    ...field('toolCalls', toolCallsIn(given)),
    ...field('finishReason', given['finish_reason'] === null ? null : stringIn(given, 'finish_reason')),
    ...field('usage', usageIn(given)),
    ...field('error', errorIn(given)),
    ...field('status', stringIn(given, 'status')),
    ...field('outputTypes', stringsIn(given, 'output_types')),
    ...field('images', numberIn(given, 'images') ?? undefined),
    ...field('filtered', stringsIn(given, 'filtered')),
    ...field('imageKind', stringIn(given, 'image_kind')),
    ...field('revisedPrompt', stringIn(given, 'revised_prompt')),
    ...field('thoughtSignatures', numberIn(given, 'thought_signatures') ?? undefined),
    ...field('blockReason', stringIn(given, 'block_reason')),
    ...field('models', stringsIn(given, 'models')),
  };
}

function field<Name extends keyof Expected>(name: Name, value: Expected[Name] | undefined): Partial<Expected> {
  return value === undefined ? {} : { [name]: value };
}

function toolCallsIn({ tool_calls: calls }: JsonObject): ExpectedToolCall[] | undefined {
  if (!Array.isArray(calls)) return undefined;
  return calls.filter(isRecord).map((call) => ({
    id: stringIn(call, 'id') ?? null,
    name: stringIn(call, 'name') ?? '',
    arguments: call['arguments'],
  }));
}

function usageIn({ usage }: JsonObject): ExpectedUsage | null | undefined {
  if (!isRecord(usage)) return usage === null ? null : undefined;
  return {
    prompt: numberIn(usage, 'prompt'),
    completion: numberIn(usage, 'completion'),
    reasoning: numberIn(usage, 'reasoning'),
    cached: numberIn(usage, 'cached'),
    total: numberIn(usage, 'total'),
  };
}

function errorIn({ error }: JsonObject): ExpectedError | undefined {
  if (!isRecord(error)) return undefined;
  return {
    status: numberIn(error, 'status') ?? 0,
    code: stringIn(error, 'code') ?? numberIn(error, 'code'),
    type: stringIn(error, 'type') ?? null,
    message: stringIn(error, 'message') ?? null,
  };
}

function stringIn(given: JsonObject, name: string): string | undefined {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
}

function numberIn(given: JsonObject, name: string): number | null {
  const value = given[name];
  return typeof value === 'number' ? value : null;
}

function stringsIn(given: JsonObject, name: string): string[] | undefined {
  const value = given[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}
