import { isPlainReason } from './finish-reason';
import type { GeminiCandidate, GeminiResponse } from './gemini.wire';

/** What Google tells and OpenAI has no field for, under the name Google's own OpenAI endpoint uses. */
export interface GoogleExtra {
  readonly google: Readonly<Record<string, unknown>>;
}

/** Of a candidate; `native` is Google's name of its end. undefined where there is nothing to tell. */
export function googleExtra(candidate: GeminiCandidate, native: string): GoogleExtra | undefined {
  const isPlain = isPlainReason(native);
  return wrapped({
    finish_reason: isPlain ? undefined : native,
    finish_message: isPlain ? undefined : candidate.finishMessage,
    safety_ratings: candidate.safetyRatings,
    grounding_metadata: candidate.groundingMetadata,
    citation_metadata: candidate.citationMetadata,
    url_context_metadata: candidate.urlContextMetadata,
  });
}

/** Of a prompt that was not answered. */
export function blockedExtra({ blockReason, safetyRatings }: Feedback): GoogleExtra | undefined {
  return wrapped({ block_reason: blockReason, safety_ratings: safetyRatings });
}

/** What a client shows instead of an answer. */
export function refusalOf({ blockReason }: Feedback): string {
  const why = blockReason === undefined ? '' : ` (${String(blockReason)})`;
  return `The provider blocked this prompt${why} and gave no answer.`;
}

type Feedback = NonNullable<GeminiResponse['promptFeedback']>;

function wrapped(fields: Record<string, unknown>): GoogleExtra | undefined {
  const told = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return told.length > 0 ? { google: Object.fromEntries(told) } : undefined;
}
