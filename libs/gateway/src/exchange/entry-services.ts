import type { DrawnImages, RequestRecord, TokenUsage } from '@app/contracts';
import type { CostBreakdown } from '@app/pricing';
import type { Route } from '@app/routing';
import type { OpenRequest } from './open-request';

/** What an entry needs from the outside, so that it stays a plain object. */
export interface EntryServices {
  readonly monotonicMs: () => number;
  /** How long after its acceptance a request may still be sent to another target. */
  readonly deadlineMs: number;
  readonly costOf: (
    route: Route,
    usage: TokenUsage,
    servedModel: string | undefined,
    images: DrawnImages | undefined,
    at: number,
  ) => CostBreakdown;
  /** Resolves when the record is safe. Never rejects. */
  readonly record: (record: RequestRecord) => Promise<void>;
  /** Told when usage or cost could not be found out because of a fault of ours; the row is written without them. */
  readonly unbilled: (requestId: string, error: unknown) => void;
  /** Told once, as the first token of a stream passes. */
  readonly firstToken: (request: OpenRequest) => void;
}
