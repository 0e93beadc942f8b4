import type { Asked } from './exchange';

/** A caller may write anything there; what is no count says nothing. */
export function outputLimit(value: unknown): Pick<Asked, 'maxOutputTokens'> {
  return isCount(value) ? { maxOutputTokens: value } : {};
}

export function wantedAnswers(value: unknown): Pick<Asked, 'answers'> {
  return isCount(value) ? { answers: value } : {};
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
