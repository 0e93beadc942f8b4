import { randomBytes } from 'node:crypto';
import type { Answer } from '../answers/answer';
import type { TokenCounts } from '../answers/token-counts';
import { textOf } from '../answers/token-pieces';
import type { JsonObject } from '../json-object';
import { TINY_PNG_BASE64 } from '../tiny-png';
import type { StreamEvent } from '../vendor';

/** One answer of generateContent, whichever way it is sent. */
export interface GeminiExchange {
  readonly answer: Answer;
  readonly counts: TokenCounts;
  readonly modelVersion: string;
  readonly showsThoughts: boolean;
  readonly withImage: boolean;
  /** Issues the signature of a part; undefined where the model gives none. */
  sign(text: string): string | undefined;
}

/** Output tokens of one picture. */
export const IMAGE_TOKENS = 1_120;

/** The answer in one piece. */
export function wholeAnswer(exchange: GeminiExchange): JsonObject {
  const { answer, counts, showsThoughts } = exchange;
  const thought =
    showsThoughts && answer.reasoning.length > 0 ? [{ text: textOf(answer.reasoning), thought: true }] : [];
  const text = answer.text.length > 0 ? [{ text: textOf(answer.text), ...signed(exchange, 'text') }] : [];
  const parts = [...thought, ...text, ...callParts(exchange), ...imageParts(exchange)];
  return { ...frameOf(exchange)(parts, finishReason(answer), counts.visible, counts.reasoning) };
}

/** The answer token by token. Counts grow from chunk to chunk; the thoughts are counted even when they are not shown. */
export function* answerEvents(exchange: GeminiExchange): Generator<StreamEvent> {
  const { answer, counts, showsThoughts } = exchange;
  const frame = frameOf(exchange);
  let thoughts = 0;
  let visible = 0;
  if (showsThoughts) {
    for (const piece of answer.reasoning) {
      thoughts += piece.tokens;
      yield { data: frame([{ text: piece.text, thought: true }], undefined, visible, thoughts), tokens: piece.tokens };
    }
  }
  let hidden = counts.reasoning - thoughts; // Thought before the first visible token, so paid for with it.
  for (const piece of answer.text) {
    visible += piece.tokens;
    yield { data: frame([{ text: piece.text }], undefined, visible, counts.reasoning), tokens: piece.tokens + hidden };
    hidden = 0;
  }
  for (const [index, part] of [...callParts(exchange), ...imageParts(exchange)].entries()) {
    const call = answer.calls[index];
    const tokens = call ? call.nameTokens + call.arguments.reduce((sum, piece) => sum + piece.tokens, 0) : IMAGE_TOKENS;
    visible += tokens;
    yield { data: frame([part], undefined, visible, counts.reasoning), tokens: tokens + hidden };
    hidden = 0;
  }
  const last = { text: '', ...(answer.calls.length > 0 ? {} : signed(exchange, 'text')) };
  yield { data: frame([last], finishReason(answer), counts.visible, counts.reasoning), tokens: hidden };
}

/** Calls come whole. Of parallel ones only the first is signed. Cut arguments never reach the caller. */
function callParts(exchange: GeminiExchange): JsonObject[] {
  const { answer } = exchange;
  return answer.calls.map((call, index) => ({
    functionCall: { id: call.id, name: call.name, args: parsedOrEmpty(textOf(call.arguments)) },
    ...(index === 0 ? signed(exchange, call.name) : {}),
  }));
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

function frameOf({ counts, modelVersion }: GeminiExchange): Frame {
  const responseId = randomBytes(12).toString('base64url');
  return (parts, finish, visible, thoughts) => ({
    candidates: [
      {
        content: { ...(parts.length > 0 ? { parts } : {}), role: 'model' },
        ...(finish ? { finishReason: finish } : {}),
        index: 0,
      },
    ],
    usageMetadata: usageMetadata(counts, visible, thoughts),
    modelVersion,
    responseId,
  });
}

/** A count of nothing is left out; the candidates never hold the thoughts. */
function usageMetadata({ prompt, cached }: TokenCounts, visible: number, thoughts: number): JsonObject {
  return {
    promptTokenCount: prompt,
    ...(visible > 0 ? { candidatesTokenCount: visible } : {}),
    totalTokenCount: prompt + visible + thoughts,
    ...(cached > 0 ? { cachedContentTokenCount: cached } : {}),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
    ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
  };
}

function parsedOrEmpty(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // Cut by the token limit.
  }
}
