import type { AuditEntity } from '../domain/audit';
import type { CostState } from '../domain/cost';
import type { RequestOutcome } from '../domain/request-record';

/** What is known of a request from its first moment on. Times are epoch milliseconds. */
interface LiveRequest {
  readonly at: number;
  readonly requestId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly endpoint: string;
  /** Empty where the body could not be read. */
  readonly askedModel: string;
  readonly isStream: boolean;
}

/** What is known once a target has been chosen; null where it did not come to that. */
interface LiveRoute {
  /** Compact path of the decision, e.g. `dispatcher>heavy-logic>deepseek-v4-pro`. */
  readonly route: string | null;
  readonly groupName: string | null;
  readonly providerId: string | null;
  /** The name sent to the provider. */
  readonly sentModel: string | null;
  readonly attempts: number;
}

/** A request was read and is on its way. */
export interface RequestStartedEvent extends LiveRequest {
  readonly type: 'request_started';
}

/** The first token of a stream has passed; other requests have no such event. */
export interface FirstTokenEvent extends LiveRequest, LiveRoute {
  readonly type: 'first_token';
  readonly ttftMs: number;
}

/** A request has ended, however it did: what the ledger's row says of it, without what only its detail needs. */
export interface RequestEndedEvent extends LiveRequest, LiveRoute {
  readonly type: 'request_ended';
  /** When the request began; `at` is its end. */
  readonly startedAt: number;
  readonly servedModel: string | null;
  /** The status of the ending, as in the ledger: 499 where client or administrator ended it. */
  readonly status: number;
  readonly outcome: RequestOutcome;
  readonly errorCode: string | null;
  readonly ttftMs: number | null;
  readonly durationMs: number;
  /** All tokens of the prompt, however they were billed; null where nothing is known of the use. */
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** Contained in `completionTokens`. */
  readonly reasoningTokens: number | null;
  readonly costNanoUsd: number | null;
  readonly costState: CostState | null;
}

/** A circuit breaker changed its state. */
export interface BreakerChangedEvent {
  readonly type: 'breaker';
  readonly at: number;
  readonly providerId: string;
  /** null: the breaker of the provider as a whole. */
  readonly model: string | null;
  readonly from: 'closed' | 'open' | 'half-open';
  readonly to: 'closed' | 'open' | 'half-open';
  readonly isManual: boolean;
}

/** Somebody changed the configuration. What it was and what it is now is for the audit log alone. */
export interface ConfigChangedEvent {
  readonly type: 'config_changed';
  readonly at: number;
  /** `<entity>.<verb>`, e.g. `group.update`. */
  readonly action: string;
  readonly entity: AuditEntity;
  readonly name: string;
  readonly actorName: string;
}

export type LiveRequestEvent = RequestStartedEvent | FirstTokenEvent | RequestEndedEvent;

/** One entry of the live feed. Never holds a body, a prompt or a key. */
export type LiveEvent = LiveRequestEvent | BreakerChangedEvent | ConfigChangedEvent;
