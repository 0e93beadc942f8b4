import type { RequestRecord, RouteStep } from '@app/contracts';
import type { ChoiceContext, RatingOutcome, RouteRequest } from '@app/routing';

const CHARS_A_TOKEN = 4;
const SOURCE = 'the stored rating';

/** What a row of the ledger still knows of one choice of a group. */
export interface StoredDecision {
  readonly row: RequestRecord;
  readonly step: RouteStep;
  /** 1 to the threshold that was in force then; undefined where nobody rated the prompt. */
  readonly rating: number | undefined;
}

/** undefined for rows that did not come by the group. */
export function decisionOf(row: RequestRecord, group: string): StoredDecision | undefined {
  const step = row.routeTrace?.steps.find((each) => each.group === group);
  if (!step || row.providerId === null || row.sentModel === null) return undefined;
  const rating = row.routeTrace?.ratings?.findLast((call) => call.rating !== null)?.rating ?? undefined;
  return { row, step, rating };
}

/** The request as far as it decides which models can serve it; kinds of input are not stored. */
export function requestOf({ row }: StoredDecision, model: string): RouteRequest {
  const { endpoint, freshInputTokens, cachedInputTokens, cacheWriteTokens } = row;
  const promptTokens = (freshInputTokens ?? 0) + (cachedInputTokens ?? 0) + (cacheWriteTokens ?? 0);
  const wanted = endpoint.includes('images') ? 'images' : endpoint.includes('responses') ? 'responses' : 'chat';
  const needs = { inputs: () => [], chars: () => promptTokens * CHARS_A_TOKEN, promptTokens: () => promptTokens };
  return { model, wanted, needs };
}

/** What a strategy may ask again. `threshold`: of the scale that the stored rating is on. */
export function contextOf({ row, step, rating }: StoredDecision, threshold: number): ChoiceContext {
  const { requestId, routeTrace } = row;
  // A prompt has one score, whichever group worked it out.
  const share = routeTrace?.steps.find((each) => each.share !== undefined)?.share;
  return {
    prompt: () => ({ question: '', depth: 0, chars: 0 }),
    // Stands for the session, which is not stored: the same lots for both groups.
    sessionKey: requestId,
    random: () => 0,
    rate: async (question): Promise<RatingOutcome> => ratingOn(question.threshold, rating, threshold),
    recorded: { ...(step.word !== undefined && { word: step.word }), ...(share !== undefined && { share }) },
  };
}

/** A rating of 8 of 10 is one of 4 of 5. */
function ratingOn(scale: number, rating: number | undefined, threshold: number): RatingOutcome {
  if (rating === undefined) return { rating: undefined, failure: 'no rating was stored', source: SOURCE };
  return { rating: Math.max(1, Math.ceil((rating / threshold) * scale)), failure: undefined, source: SOURCE };
}
