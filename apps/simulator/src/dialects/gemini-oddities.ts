import type { JsonObject } from '../json-object';
import { usageMetadata, type GeminiExchange } from './gemini-exchange';

const RATINGS = [{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'HIGH', blocked: true }];

/** What comes in place of an answer, in one piece; undefined where the answer comes. */
export function replacedAnswer({ oddity, counts, modelVersion }: GeminiExchange): JsonObject | undefined {
  const prompt = { usageMetadata: usageMetadata(counts, 0, 0), modelVersion, responseId: 'replaced' };
  const thought = { ...prompt, usageMetadata: usageMetadata(counts, 0, counts.reasoning) };
  const ended = (finishReason: string, more: JsonObject = {}): JsonObject => ({
    candidates: [{ content: { role: 'model' }, finishReason, index: 0, ...more }],
    ...thought,
  });
  switch (oddity) {
    case 'blocked':
      return { promptFeedback: { blockReason: 'PROHIBITED_CONTENT', safetyRatings: RATINGS }, ...prompt };
    case 'blocked-silently':
      return { promptFeedback: { safetyRatings: RATINGS }, ...prompt };
    case 'safety':
      return ended('SAFETY', { content: {}, safetyRatings: RATINGS });
    case 'malformed':
      return ended('MALFORMED_FUNCTION_CALL', { finishMessage: 'Malformed function call: print(f(' });
    case 'maxtokens':
      return ended('MAX_TOKENS');
    default:
      return undefined;
  }
}
