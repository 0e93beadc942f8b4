import type { CostFormula, CostState } from './cost';
import type { RouteTrace } from './route-trace';
import type { UsageDetails, UsageSource } from './usage';

export type RequestOutcome = 'completed' | 'failed' | 'cancelled';

/** One row of the ledger: written exactly once for every request that passed authentication, however it ended. */
export interface RequestRecord {
  /** UUIDv7 minted here; its first 48 bits are the time, so its prefix is the day. */
  readonly requestId: string;
  /** The caller's own `x-client-request-id`, kept beside ours and never used as a key. */
  readonly clientRequestId: string | null;
  readonly clientId: string;
  readonly endpoint: string;
  /** Empty where the body could not be read. */
  readonly askedModel: string;
  /** Compact path of the decision, e.g. `dispatcher>heavy-logic>deepseek-v4-pro`; null when none was made. */
  readonly route: string | null;
  readonly groupName: string | null;
  readonly providerId: string | null;
  /** The name sent to the provider. */
  readonly sentModel: string | null;
  /** The name the provider answered with. */
  readonly servedModel: string | null;
  readonly attempts: number;
  readonly outcome: RequestOutcome;
  /** The status of the ending: what the client got, or would have got had a stream not begun with 200 already; 499 when it left first. */
  readonly httpStatus: number;
  readonly errorCode: string | null;
  readonly isStream: boolean;
  readonly freshInputTokens: number | null;
  readonly cachedInputTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
  /** The part of the fresh input that was audio. */
  readonly audioInputTokens: number | null;
  /** Images drawn; null where the request drew none. */
  readonly imageCount: number | null;
  /** What else the price depends on; null where nothing does. */
  readonly usageDetails: UsageDetails | null;
  /** null when no provider was reached. */
  readonly usageSource: UsageSource | null;
  readonly costNanoUsd: number | null;
  /** null when nothing was used, so that there is nothing to price. */
  readonly costState: CostState | null;
  readonly priceId: string | null;
  /** Nano-USD that a promo took off; null without one. */
  readonly savedNanoUsd: number | null;
  readonly costFormula: CostFormula | null;
  /** Epoch milliseconds of acceptance. */
  readonly startedAt: number;
  readonly latencyMs: number;
  readonly timeToFirstTokenMs: number | null;
  /** What the gateway itself added: latency minus the time spent waiting for the provider. */
  readonly overheadMs: number | null;
  /** null where a model was asked for directly and answered at once. Its selector's cost is contained in `costNanoUsd`, not in the formula. */
  readonly routeTrace: RouteTrace | null;
}
