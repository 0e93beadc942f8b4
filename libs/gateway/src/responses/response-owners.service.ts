import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock, GatewayError, TemporarilyUnavailableError } from '@app/common';
import { StoredResponseRepository, type StoredResponse } from '@app/persistence';

/** OpenAI keeps responses for thirty days. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const MAX_REMEMBERED = 10_000;
const SWEEP_MS = 60 * 60 * 1_000;

/** There is no such response, or it is somebody else's: both look the same. */
export class ResponseNotFoundError extends GatewayError {
  readonly code = 'response_not_found';
  readonly httpStatus = 404;

  constructor(
    responseId: string,
    override readonly param: string | null = null,
  ) {
    super(`Response with id '${responseId.slice(0, 100)}' not found; only the client that made it can use it.`);
  }
}

/** Knows which client made which response that a provider keeps. Ids of the provider's account are worth nothing to others. */
@Injectable()
export class ResponseOwners implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ResponseOwners.name);
  /** Known before the database has them: a client may ask at once. */
  private readonly recent = new LRUCache<string, StoredResponse>({ max: MAX_REMEMBERED });
  private sweeper: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: StoredResponseRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    // A sweep that fails leaves rows for the next one.
    const sweep = (): Promise<unknown> => this.repository.deleteExpired(this.clock.now()).catch(() => 0);
    this.sweeper = setInterval(() => void sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeper);
  }

  /** Notes who made a response; resolves when it is stored. A database that is away costs the id after a restart, not the answer. */
  async add(response: Omit<StoredResponse, 'expiresAt'>): Promise<void> {
    const stored = { ...response, expiresAt: this.clock.now() + KEPT_MS };
    this.recent.set(response.responseId, stored);
    await this.repository.add(stored).catch((error: unknown) => {
      this.logger.warn(`Response ${response.responseId} is remembered in memory only: ${String(error)}`);
    });
  }

  /** @throws ResponseNotFoundError naming `param`, where the id stood in a field */
  async find(responseId: string, clientId: string, param: string | null = null): Promise<StoredResponse> {
    const now = this.clock.now();
    const found = this.recent.get(responseId) ?? (await this.stored(responseId, now));
    const isTheirs = found?.clientId === clientId && found.expiresAt > now;
    if (!found || !isTheirs) throw new ResponseNotFoundError(responseId, param);
    return found;
  }

  private async stored(responseId: string, now: number): Promise<StoredResponse | null> {
    try {
      return await this.repository.find(responseId, now);
    } catch (cause) {
      throw new TemporarilyUnavailableError('The list of stored responses', 'database_unavailable', { cause });
    }
  }

  /** True once, for the request that has to bill a response which ran in the background. */
  claimBilling(responseId: string): Promise<boolean> {
    return this.repository.claimBilling(responseId).catch((error: unknown) => {
      // Better billed twice, where it can be seen, than never.
      this.logger.warn(`Who pays for response ${responseId} cannot be looked up: ${String(error)}`);
      return true;
    });
  }

  async remove(responseId: string): Promise<void> {
    this.recent.delete(responseId);
    await this.repository.remove(responseId);
  }
}
