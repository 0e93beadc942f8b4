import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, GatewayError } from '@app/common';
import { ProviderRegistry, UpstreamError, type ProviderConnection } from '@app/providers';
import { NoTargetAvailableError, type Route } from '@app/routing';
import { TargetCooldowns } from '../routing/target-cooldowns.service';
import { KeyAlarm } from './key-alarm';
import type { RequestEntry } from './request-entry';
import { RetryBudget } from './retry-budget';
import { RouteChooser } from './route-chooser.service';
import type { RoutingView } from './routing-view';

/** Whom to ask, and the connection to ask by. */
export interface Target {
  readonly route: Route;
  readonly connection: ProviderConnection;
}

const MAX_ATTEMPTS = 3;

/** Asks the targets of a name, one after the other, until one accepts; each is noted on the ledger's entry. */
@Injectable()
export class TargetAttempts {
  private readonly logger = new Logger(TargetAttempts.name);
  private readonly alarm: KeyAlarm;
  private readonly retries = new RetryBudget();

  constructor(
    private readonly chooser: RouteChooser,
    private readonly registry: ProviderRegistry,
    private readonly cooldowns: TargetCooldowns,
    @Inject(Clock) clock: Clock,
  ) {
    this.alarm = new KeyAlarm(
      (message) => {
        this.logger.error(message);
      },
      () => clock.monotonicMs(),
    );
  }

  /**
   * The first acceptance. What the caller is to blame for is not tried elsewhere, and nothing is once a target has
   * accepted. `abort` is the caller's; it ends a second try that is not accepted within the request's deadline.
   * @throws what `RouteChooser.choose` throws, and the last failure of `ask`
   */
  async firstAccepted<T>(
    view: RoutingView,
    entry: RequestEntry,
    abort: AbortController,
    ask: (target: Target) => Promise<T>,
  ): Promise<T> {
    const routes = await this.chooser.choose(view, entry, abort.signal);
    this.retries.earn();
    let failure: unknown;
    let deadline: NodeJS.Timeout | undefined;
    let tries = 0;
    try {
      for (const route of routes) {
        if (tries > 0 && !this.mayRetry(tries, entry)) break;
        if (tries > 0) deadline ??= abortIn(abort, entry.remainingMs);
        entry.routed(route);
        try {
          const accepted = await ask({ route, connection: this.connectionTo(route) });
          entry.attemptEnded(null);
          return accepted;
        } catch (error) {
          entry.attemptEnded(error);
          this.note(route, error);
          // A target that was not even asked says less about what is wrong than one that was.
          if (failure === undefined || !isTurnedAwayHere(error)) failure = error;
          if (!(error instanceof GatewayError) || !error.retryable || abort.signal.aborted) break;
          if (!isTurnedAwayHere(error)) tries++;
        }
      }
    } finally {
      clearTimeout(deadline);
    }
    throw failure;
  }

  private mayRetry(tries: number, entry: RequestEntry): boolean {
    return tries < MAX_ATTEMPTS && entry.remainingMs > 0 && this.retries.spend();
  }

  private connectionTo({ providerId, model }: Route): ProviderConnection {
    const connection = this.registry.connection(providerId);
    if (!connection) throw new NoTargetAvailableError(model, [], [`${providerId} is not configured`]);
    return connection;
  }

  private note(route: Route, error: unknown): void {
    this.cooldowns.note(route, error);
    if (error instanceof UpstreamError && error.isKeyRefused) this.alarm.raise(error);
    const { providerId, model, groupName } = route;
    if (error instanceof UpstreamError && error.code === 'model_not_found' && groupName !== undefined)
      this.logger.warn(
        `Group "${groupName}" names ${model}, which ${providerId} no longer has; another target answers.`,
      );
  }
}

/** By a breaker or a full bulkhead: the provider does not know of it. */
function isTurnedAwayHere(error: unknown): boolean {
  return error instanceof GatewayError && (error.code === 'provider_unavailable' || error.code === 'provider_busy');
}

/** As a time limit, which the provider's client tells as one. */
function abortIn(abort: AbortController, ms: number): NodeJS.Timeout {
  return setTimeout(() => {
    abort.abort(new DOMException('The request took too long.', 'TimeoutError'));
  }, ms);
}
