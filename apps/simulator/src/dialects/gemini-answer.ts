import { randomBytes } from 'node:crypto';
import type { Answer } from '../answers/answer';
import { textOf } from '../answers/token-pieces';
import type { JsonObject } from '../json-object';
import { TINY_PNG_BASE64 } from '../tiny-png';
import type { StreamEvent } from '../vendor';
import { callEventParts } from './gemini-calls';
import { usageMetadata, type GeminiExchange } from './gemini-exchange';
import { logprobsOf } from './gemini-logprobs';
import { replacedAnswer } from './gemini-oddities';

/** Output tokens of one picture. */
export const IMAGE_TOKENS = 1_120;

/** The answer in one piece. */
export function wholeAnswer(exchange: GeminiExchange): JsonObject {
  const { answer, counts, showsThoughts } = exchange;
  const replaced = replacedAnswer(exchange);
  if (replaced) return replaced;
  const thought =
    showsThoughts && answer.reasoning.length > 0 ? [{ text: textOf(answer.reasoning), thought: true }] : [];
  const text = answer.text.length > 0 ? [{ text: textOf(answer.text), ...signed(exchange, 'text') }] : [];
  const parts = [...thought, ...text, ...callParts(exchange), ...imageParts(exchange)];
  return frameOf(exchange)(parts, finishReason(answer), counts.visible, counts.reasoning);
}

/** The answer token by token. Counts grow from chunk to chunk; the thoughts are counted even when they are not shown. */
export function* answerEvents(exchange: GeminiExchange): Generator<StreamEvent> {
  const { answer, counts, showsThoughts, choices } = exchange;
  const replaced = replacedAnswer(exchange);
  if (replaced) {
    yield { data: replaced, tokens: 0 };
    return;
  }
  const frame = frameOf(exchange);
  let thoughts = 0;
  let visible = 0;
  if (showsThoughts) {
    for (const piece of answer.reasoning) {
      const tokens = piece.tokens * choices;
      thoughts += tokens;
      yield { data: frame([{ text: piece.text, thought: true }], undefined, visible, thoughts), tokens };
    }
  }
  let hidden = counts.reasoning - thoughts; // Thought before the first visible token, so paid for with it.
  // A first reason in mid-stream, behind which the text goes on.
  const early = exchange.oddity === 'twofinishes' ? Math.floor(answer.text.length / 2) : -1;
  for (const [index, piece] of answer.text.entries()) {
    const tokens = piece.tokens * choices;
    visible += tokens;
    const finish = index === early ? 'STOP' : undefined;
    yield { data: frame([{ text: piece.text }], finish, visible, counts.reasoning), tokens: tokens + hidden };
    hidden = 0;
  }
  for (const { part, tokens: each } of [...streamedCalls(exchange), ...streamedImages(exchange)]) {
    const tokens = each * choices;
    visible += tokens;
    yield { data: frame([part], undefined, visible, counts.reasoning), tokens: tokens + hidden };
    hidden = 0;
  }
  const last = { text: '', ...(answer.calls.length > 0 ? {} : signed(exchange, 'text')) };
  yield { data: frame([last], finishReason(answer), counts.visible, counts.reasoning), tokens: hidden };
}

/** Calls come whole. Of parallel ones only the first is signed. Cut arguments never reach the caller. */
function callParts(exchange: GeminiExchange): JsonObject[] {
  const { answer, oddity } = exchange;
  return answer.calls.map((call, index) => ({
    functionCall: {
      ...(oddity === 'noids' ? {} : { id: call.id }),
      name: call.name,
      args: parsedOrEmpty(textOf(call.arguments)),
    },
    // Made up ids are the caller's own, so that only the name can tell whose thought it was.
    ...(index === 0 ? signed(exchange, oddity === 'noids' ? call.name : call.id) : {}),
  }));
}

interface StreamedPart {
  readonly part: JsonObject;
  readonly tokens: number;
}

/** Each call in a chunk of its own, or in several where the arguments come piece by piece. */
function streamedCalls(exchange: GeminiExchange): StreamedPart[] {
  return callParts(exchange).flatMap((part, index) => {
    const call = exchange.answer.calls[index];
    const tokens = (call?.nameTokens ?? 0) + (call?.arguments ?? []).reduce((sum, piece) => sum + piece.tokens, 0);
    const parts = exchange.oddity === 'partialargs' ? callEventParts(part) : [part];
    return parts.map((each, position) => ({ part: each, tokens: position === 0 ? tokens : 0 }));
  });
}

function streamedImages(exchange: GeminiExchange): StreamedPart[] {
  return imageParts(exchange).map((part) => ({ part, tokens: IMAGE_TOKENS }));
}

function imageParts({ withImage }: GeminiExchange): JsonObject[] {
  return withImage ? [{ inlineData: { mimeType: 'image/png', data: TINY_PNG_BASE64 } }] : [];
}

function signed(exchange: GeminiExchange, text: string): JsonObject {
  const thoughtSignature = exchange.sign(text);
  return thoughtSignature === undefined ? {} : { thoughtSignature };
}

/** STOP stands for tool calls too. */
function finishReason(answer: Answer): string {
  return answer.finish === 'length' ? 'MAX_TOKENS' : 'STOP';
}

type Frame = (
  parts: readonly JsonObject[],
  finish: string | undefined,
  visible: number,
  thoughts: number,
) => JsonObject;

function frameOf({ counts, modelVersion, choices, topLogprobs }: GeminiExchange): Frame {
  const responseId = randomBytes(12).toString('base64url');
  return (parts, finish, visible, thoughts) => ({
    candidates: Array.from({ length: choices }, (_, index) => ({
      content: { ...(parts.length > 0 ? { parts } : {}), role: 'model' },
      ...(finish ? { finishReason: finish } : {}),
      ...(topLogprobs === undefined ? {} : logprobsOf(parts, topLogprobs)),
      index,
    })),
    usageMetadata: usageMetadata(counts, visible, thoughts),
    modelVersion,
    responseId,
  });
}

function parsedOrEmpty(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // Cut by the token limit.
  }
}
