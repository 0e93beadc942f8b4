import type { ModelFacts } from '@app/contracts';

/** The decision for one request: whom to ask for what, and how it came to that. */
export interface Route {
  readonly providerId: string;
  /** The name to send. */
  readonly model: string;
  readonly facts: ModelFacts | undefined;
  /** Request fields to add, where a replacement answers for an ended model. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Names from the one asked for down to the one sent. */
  readonly path: readonly string[];
  /** The innermost group; undefined when a model was asked for directly. */
  readonly groupName: string | undefined;
  /** Facts of the ended model that this route stands in for: what its callers count on. */
  readonly replaced?: ModelFacts;
  /** What was changed to get here, for `x-gophergate-adjusted`: `model`, and the fields of `set`. */
  readonly adjusted: readonly string[];
}
