import type { GeminiCandidate, GeminiResponse } from './gemini.wire';

export interface CandidateText {
  readonly index: number;
  readonly content: string;
  readonly reasoning: string;
  readonly finishReason: string | undefined;
}

/** What each candidate says; a blocked prompt has none and becomes one empty, filtered candidate. */
export function candidatesOf(response: GeminiResponse): CandidateText[] {
  const candidates = response.candidates ?? [];
  if (candidates.length === 0 && response.promptFeedback) {
    return [{ index: 0, content: '', reasoning: '', finishReason: 'PROHIBITED_CONTENT' }];
  }
  return candidates.map(textOf);
}

function textOf({ index, content, finishReason }: GeminiCandidate, position: number): CandidateText {
  const parts = content?.parts ?? [];
  const joined = (isThought: boolean): string =>
    parts
      .filter((part) => (part.thought === true) === isThought)
      .map((part) => part.text ?? '')
      .join('');
  return { index: index ?? position, content: joined(false), reasoning: joined(true), finishReason };
}
