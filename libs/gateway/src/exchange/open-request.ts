import type { Route } from '@app/routing';
import type { Asked, Exchange } from './exchange';

/** A request under way, as others than its own story may see it. */
export interface OpenRequest {
  readonly exchange: Exchange;
  readonly asked: Asked;
  readonly progress: Progress;
  readonly hasEnded: boolean;
  /** Lets go of the provider; the ending follows on the usual way, with what came until then on the bill. */
  cancelByOperator(): void;
  /** Writes the row of a request that nobody ends any more. */
  cancel(): unknown;
}

/** How far a request has come. */
export interface Progress {
  /** Of the target that is asked just now, or was last. */
  readonly route: Route | undefined;
  readonly attempts: number;
  readonly timeToFirstTokenMs: number | null;
}
