import type { SelectorCall } from '@app/contracts';

/** What came of asking for a rating. */
export interface RatingOutcome {
  /** undefined: there is none, for the reason in `failure`. */
  readonly rating: number | undefined;
  readonly failure: string | undefined;
  /** Whose word it is, for people: a model's name, `a given rating`. */
  readonly source: string;
}

/** The same with the call that it took, where one was made. */
export interface AskedRating extends RatingOutcome {
  readonly call: SelectorCall | undefined;
}
