import type { ChatCompletionRequest, ImageRequest, ResponsesRequest } from '@app/contracts';
import { promptOfMessages, promptOfText, type InputKind, type PromptView, type RouteRequest } from '@app/routing';
import type { BodyExchange } from './exchange';

/** What routing reads of a request. */
export interface RoutingView {
  readonly request: RouteRequest;
  /** Worked out once, when a strategy wants it. */
  readonly prompt: () => PromptView;
  readonly sessionKey: string | undefined;
  /** Nothing is billed to such a request, so nobody is paid to rate its prompt. */
  readonly isFree?: boolean;
}

/** It is hashed for each target of a weighted group. */
const MAX_SESSION_CHARS = 1_024;

/** Kinds of content parts, of chat completions and of the Responses API. */
const PART_KINDS: ReadonlyMap<unknown, InputKind> = new Map([
  ['image_url', 'image'],
  ['input_image', 'image'],
  ['input_audio', 'audio'],
  ['file', 'pdf'],
  ['input_file', 'pdf'],
]);

export function routingOfChat(exchange: BodyExchange<ChatCompletionRequest>, promptTokens: () => number): RoutingView {
  const { model, messages } = exchange.request;
  return viewOf(
    exchange,
    model,
    'chat',
    messages,
    once(() => promptOfMessages(messages)),
    promptTokens,
  );
}

export function routingOfResponse(exchange: BodyExchange<ResponsesRequest>, promptTokens: () => number): RoutingView {
  const { model, input } = exchange.request;
  const items: readonly unknown[] = Array.isArray(input) ? input : [];
  const prompt = once(() => (typeof input === 'string' ? promptOfText(input) : promptOfMessages(items)));
  return viewOf(exchange, model, 'responses', items, prompt, promptTokens);
}

export function routingOfImage(exchange: BodyExchange<ImageRequest>): RoutingView {
  const { model, prompt } = exchange.request;
  return {
    request: { model, wanted: 'images', allowed: exchange.client.access.allowedModels },
    prompt: once(() => promptOfText(prompt)),
    sessionKey: sessionKeyOf(exchange),
  };
}

function viewOf(
  exchange: BodyExchange<Readonly<Record<string, unknown>>>,
  model: string,
  wanted: 'chat' | 'responses',
  messages: readonly unknown[],
  prompt: () => PromptView,
  promptTokens: () => number,
): RoutingView {
  const needs = { inputs: () => inputsOf(messages), chars: () => prompt().chars, promptTokens };
  const allowed = exchange.client.access.allowedModels;
  return { request: { model, wanted, needs, allowed }, prompt, sessionKey: sessionKeyOf(exchange) };
}

function inputsOf(messages: readonly unknown[]): InputKind[] {
  const kinds = new Set<InputKind>();
  for (const message of messages as readonly ({ content?: unknown } | null)[]) {
    const content = message?.content;
    if (!Array.isArray(content)) continue;
    for (const part of content as readonly ({ type?: unknown } | null)[]) {
      const kind = PART_KINDS.get(part?.type);
      if (kind) kinds.add(kind);
    }
  }
  return [...kinds];
}

/** The header, then the field that OpenAI routes its own cache by, then the end user. */
function sessionKeyOf({ sessionId, client, request }: BodyExchange<object>): string | undefined {
  const { prompt_cache_key: cacheKey, user } = request as { prompt_cache_key?: unknown; user?: unknown };
  const key = [sessionId, cacheKey, user].find((value) => typeof value === 'string' && value !== '');
  // Sessions of two clients are two, whatever they are called.
  return key === undefined ? undefined : `${client.id}\u0000${(key as string).slice(0, MAX_SESSION_CHARS)}`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
