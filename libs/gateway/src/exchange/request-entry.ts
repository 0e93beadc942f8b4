import type { ClientIdentity, DrawnImages, RequestOutcome, SelectorCall, TokenUsage } from '@app/contracts';
import { CancelledByOperatorError, ClientGoneError, toOpenAiError } from '@app/common';
import { rateLimitHeaders, type Admitted } from '@app/limits';
import type { CostBreakdown } from '@app/pricing';
import type { Route, RouteDecision } from '@app/routing';
import type { EntryServices } from './entry-services';
import { priceOfCost } from './price-of-cost';
import { RouteLog } from './route-log';
import { withRatings } from './rating-cost';
import type { Asked, Exchange } from './exchange';
import type { OpenRequest, Progress } from './open-request';
import { exchangeColumns, routeColumns, usageColumns } from './row-columns';
import { tokensOf } from './usage-details';
import { UsageMeter } from './usage-meter';
import { WaitingTime } from './waiting-time';

/** What an ended request came to. */
export interface Ending {
  readonly usage: TokenUsage | undefined;
  readonly cost: CostBreakdown | undefined;
  /** Milliseconds that the gateway itself added. */
  readonly overheadMs: number;
}

const NOTHING: Pick<Ending, 'usage' | 'cost'> = { usage: undefined, cost: undefined };

/** The ledger's view of one request. Everything on its way notes here what happened; the first ending writes the one row. */
export class RequestEntry implements OpenRequest {
  readonly meter: UsageMeter;
  servedModel: string | undefined;
  /** What was drawn, where images are billed by the piece. */
  images: DrawnImages | undefined;
  private route: Route | undefined;
  private attempts = 0;
  private readonly routeLog = new RouteLog();
  private readonly waiting: WaitingTime;
  private firstTokenMs: number | undefined;
  /** True once the provider has begun to generate: from here on there is something to bill. */
  private hasAnswer = false;
  private isFree = false;
  private admission: Admitted | undefined;
  private estimatedPromptTokens: number | undefined;
  private cancellation: CancelledByOperatorError | undefined;
  private ending: Ending | undefined;
  private recorded: Promise<void> = Promise.resolve();

  constructor(
    readonly exchange: Exchange,
    readonly asked: Asked,
    private readonly services: EntryServices,
  ) {
    this.meter = new UsageMeter(() => this.promptTokens());
    this.waiting = new WaitingTime(services.monotonicMs);
  }

  get client(): ClientIdentity {
    return this.exchange.client;
  }

  /** What the request comes to if it uses all that it may. `reserveOutputTokens` stands for a limit that was not said. */
  worstCase(route: Route, reserveOutputTokens: number): { readonly tokens: number; readonly cost: CostBreakdown } {
    const { maxOutputTokens = reserveOutputTokens, answers = 1 } = this.asked;
    const [freshInputTokens, outputTokens] = [this.promptTokens(), maxOutputTokens * answers];
    const usage: TokenUsage = { source: 'reported', freshInputTokens, outputTokens };
    const cost = this.services.costOf(route, usage, undefined, undefined, this.exchange.startedAt);
    return { tokens: freshInputTokens + outputTokens, cost };
  }

  /** The client's limits have let the request in; they are told at its end what it came to. */
  admitted(admission: Admitted): void {
    this.admission = admission;
  }

  /** Where the client stands within its limits, for every answer. */
  get limitHeaders(): Readonly<Record<string, string>> {
    return this.admission ? rateLimitHeaders(this.admission) : {};
  }

  /** The prompt was rated, or was to be: the gateway's own call, which this request pays for. */
  selectorAsked(call: SelectorCall): void {
    this.routeLog.selectorAsked(call);
    this.waiting.add(call.ms);
  }

  /** How it came to the order in which targets are asked. */
  decided(decision: RouteDecision): void {
    this.routeLog.decided(decision);
  }

  /** Nothing that is left out for these reasons leaves anything over. */
  undecided(dropped: RouteDecision['dropped']): void {
    this.routeLog.undecided(dropped);
  }

  /** This target's turn has come. */
  routed(route: Route): void {
    this.route = route;
    this.routeLog.turnTo(route, this.services.monotonicMs());
  }

  /** The target of this turn answers, or begins to (null), or does not. */
  attemptEnded(error: unknown): void {
    this.routeLog.turnEnded(error === null ? null : this.told(error), this.services.monotonicMs());
  }

  /** The provider of the route is about to be asked. */
  attempt(): void {
    this.attempts += 1;
    this.waiting.begin();
  }

  /** The provider has accepted a stream; what follows is its time, not ours. */
  accepted(): void {
    this.hasAnswer = true;
  }

  /** The provider's answer is complete. */
  answered(): void {
    this.accepted();
    this.waiting.end();
  }

  /** Whatever comes of it, nothing of this request is to be billed here. */
  free(): void {
    this.isFree = true;
  }

  /** Takes in what is known of an answer. A fault of ours in finding it out must cost neither the row nor the process. */
  settle(take: () => void): void {
    try {
      take();
    } catch (error) {
      this.services.unbilled(this.exchange.requestId, error);
    }
  }

  /** The first token of a stream passes. */
  firstToken(): void {
    if (this.firstTokenMs !== undefined) return;
    this.firstTokenMs = this.services.monotonicMs();
    this.services.firstToken(this);
  }

  /** Resolves when the row of the ended request is safe, which the last byte of its answer waits for. */
  get isRecorded(): Promise<void> {
    return this.recorded;
  }

  /** Milliseconds during which another target may still be asked, and may take to begin its answer. */
  get remainingMs(): number {
    return this.services.deadlineMs - (this.services.monotonicMs() - this.exchange.startedMonotonicMs);
  }

  get hasEnded(): boolean {
    return this.ending !== undefined;
  }

  get attemptCount(): number {
    return this.attempts;
  }

  get progress(): Progress {
    const { route, attempts, firstTokenMs, exchange } = this;
    const timeToFirstTokenMs = firstTokenMs === undefined ? null : firstTokenMs - exchange.startedMonotonicMs;
    return { route, attempts, timeToFirstTokenMs };
  }

  cancelByOperator(): void {
    this.cancellation ??= new CancelledByOperatorError();
    this.exchange.abort?.abort();
  }

  /** Whatever a cancelled request breaks off with, it is the cancellation that client and ledger are told of. */
  told(error: unknown): unknown {
    return this.cancellation ?? error;
  }

  complete(): Ending {
    return this.end('completed', 200, null);
  }

  /** A hang-up of the caller or an administrator's word is a cancellation, anything else a failure. */
  fail(error: unknown): Ending {
    const told = this.told(error);
    const { httpStatus, body } = toOpenAiError(told);
    return this.end(
      told === this.cancellation || told instanceof ClientGoneError ? 'cancelled' : 'failed',
      httpStatus,
      body.error.code,
    );
  }

  /** Ends the request as failed, and throws the error once the row is safe. */
  async failed(error: unknown): Promise<never> {
    this.fail(error);
    await this.recorded;
    throw this.told(error);
  }

  /** The caller is gone. Does nothing to a request that has ended. */
  cancel(): Ending {
    return this.ending ?? this.fail(new ClientGoneError());
  }

  private end(outcome: RequestOutcome, httpStatus: number, errorCode: string | null): Ending {
    if (this.ending) return this.ending;
    this.waiting.end();
    const { exchange, asked, route, services, servedModel } = this;
    const latencyMs = services.monotonicMs() - exchange.startedMonotonicMs;
    // A refusal cost nothing; a hang-up while the provider was at work cost at least the prompt.
    const isBilled = !this.isFree && (this.hasAnswer || (outcome === 'cancelled' && this.attempts > 0));
    const { usage, cost: ownCost } = isBilled ? this.bill(exchange.startedAt + Math.trunc(latencyMs)) : NOTHING;
    const cost = withRatings(ownCost, this.routeLog.ratings);
    this.admission?.settle({
      tokens: usage ? tokensOf(usage) : 0,
      nanoUsd: cost?.state === 'unpriced' ? undefined : (cost?.nanoUsd ?? 0),
    });
    this.ending = { usage, cost, overheadMs: Math.max(0, latencyMs - this.waiting.totalMs) };
    this.recorded = services.record({
      ...exchangeColumns(exchange, asked),
      ...routeColumns(route, servedModel),
      ...usageColumns(usage, this.images),
      ...priceOfCost(cost),
      attempts: this.attempts,
      ...{ outcome, httpStatus, errorCode, latencyMs },
      timeToFirstTokenMs: this.progress.timeToFirstTokenMs,
      overheadMs: this.attempts > 0 ? this.ending.overheadMs : null,
      routeTrace: this.routeLog.trace(),
    });
    return this.ending;
  }

  /** Of the prompt, by our own estimate. */
  promptTokens(): number {
    this.estimatedPromptTokens ??= this.asked.estimatePromptTokens();
    return this.estimatedPromptTokens;
  }

  /** Usage, and cost by the prices at the time of the end. A fault in finding them must not cost us the row. */
  private bill(at: number): Pick<Ending, 'usage' | 'cost'> {
    try {
      const usage = this.meter.usage();
      return { usage, cost: this.route && this.services.costOf(this.route, usage, this.servedModel, this.images, at) };
    } catch (error) {
      this.services.unbilled(this.exchange.requestId, error);
      return NOTHING;
    }
  }
}
