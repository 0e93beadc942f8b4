import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, GatewayError } from '@app/common';
import { ProviderRegistry, UpstreamError, type ProviderConnection } from '@app/providers';
import { NoTargetAvailableError, RouterService, type Route, type WantedCapability } from '@app/routing';
import { AdmissionService } from './admission.service';
import { KeyAlarm } from './key-alarm';
import type { RequestEntry } from './request-entry';
import { TargetCooldowns } from './target-cooldowns';

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
  private readonly cooldowns: TargetCooldowns;
  private readonly alarm: KeyAlarm;

  constructor(
    private readonly router: RouterService,
    private readonly registry: ProviderRegistry,
    private readonly admission: AdmissionService,
    @Inject(Clock) clock: Clock,
  ) {
    this.cooldowns = new TargetCooldowns(() => clock.monotonicMs());
    this.alarm = new KeyAlarm(
      (message) => {
        this.logger.error(message);
      },
      () => clock.monotonicMs(),
    );
  }

  /**
   * The first acceptance. What the caller is to blame for is not tried elsewhere, and nothing is once a target has
   * accepted.
   * @throws what `AdmissionService.admit` throws, ModelNotFoundError, NoTargetAvailableError, NotSupportedError, GroupLoopError, and the last failure of `ask`
   */
  async firstAccepted<T>(
    model: string,
    wanted: WantedCapability,
    entry: RequestEntry,
    ask: (target: Target) => Promise<T>,
  ): Promise<T> {
    const candidates = this.cooldowns.ordered(this.router.routes(model, wanted)).slice(0, MAX_ATTEMPTS);
    const routes = await this.admission.admit(entry, candidates);
    let failure: unknown;
    for (const route of routes) {
      entry.routed(route);
      try {
        return await ask({ route, connection: this.connectionTo(route) });
      } catch (error) {
        failure = error;
        this.note(route, error);
        if (!(error instanceof GatewayError) || !error.retryable) break;
      }
    }
    throw failure;
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
