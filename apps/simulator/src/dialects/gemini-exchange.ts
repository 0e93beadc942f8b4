import type { Answer } from '../answers/answer';
import type { TokenCounts } from '../answers/token-counts';
import type { JsonObject } from '../json-object';
import type { Oddity } from '../scenarios/control';

/** One answer of generateContent, whichever way it is sent. */
export interface GeminiExchange {
  readonly answer: Answer;
  readonly counts: TokenCounts;
  readonly modelVersion: string;
  readonly showsThoughts: boolean;
  readonly withImage: boolean;
  /** How many candidates were asked for: all say the same. */
  readonly choices: number;
  /** Alternatives to name for each token; undefined where no probabilities were asked for. */
  readonly topLogprobs: number | undefined;
  readonly oddity: Oddity | undefined;
  /** Issues the signature of a part; undefined where the model gives none. */
  sign(text: string): string | undefined;
}

/** A count of nothing is left out; the candidates never hold the thoughts. */
export function usageMetadata({ prompt, cached }: TokenCounts, visible: number, thoughts: number): JsonObject {
  return {
    promptTokenCount: prompt,
    ...(visible > 0 ? { candidatesTokenCount: visible } : {}),
    totalTokenCount: prompt + visible + thoughts,
    ...(cached > 0 ? { cachedContentTokenCount: cached } : {}),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
    ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
  };
}
