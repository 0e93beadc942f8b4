import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock, KeyRing, SecretUnreadableError } from '@app/common';
import { KeptStateRepository, type SealedState } from '@app/persistence';
import { MAX_KEPT_BYTES, type KeptState } from '../spi/kept-state';

/** State belongs to one client and one provider: nobody else can bring it back. */
export interface StateOwner {
  readonly clientId: string;
  readonly providerId: string;
  /** How the conversation began, for providers whose tool-call ids are not unique. */
  readonly conversation?: string;
}

const KEPT_MS = 24 * 60 * 60 * 1_000;
const MAX_CACHE_BYTES = 64 * 1024 * 1024;
/** The newest tool calls of a history; what lies further back is past any provider's check. */
const MAX_LOOKED_UP = 500;
/** Rows waiting for the database; beyond them the cache alone remembers. */
const MAX_PENDING = 4_096;
const ROWS_A_WRITE = 100;
const SWEEP_MS = 60 * 60 * 1_000;

/**
 * Keeps what providers want back with their tool calls, for clients that echo only standard fields: sealed, for a day,
 * in memory and in the database. Never fails a request: what cannot be kept or read is as if the provider had sent none.
 */
@Injectable()
export class KeptStateService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(KeptStateService.name);
  private readonly recent = new LRUCache<string, SealedState>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: ({ sealed }) => sealed.length + 128,
  });
  private pending: SealedState[] = [];
  private writing: Promise<void> | undefined;
  private sweeper: NodeJS.Timeout | undefined;

  constructor(
    private readonly keys: KeyRing,
    private readonly repository: KeptStateRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.sweeper);
    await this.writing;
  }

  /** Returns at once; the database follows. */
  keep(owner: StateOwner, states: readonly KeptState[]): void {
    const expiresAt = this.clock.now() + KEPT_MS;
    for (const { toolCallId, value } of states) {
      if (value === '' || Buffer.byteLength(value) > MAX_KEPT_BYTES) continue;
      const id = idOf(owner, toolCallId);
      const row = { id, sealed: this.keys.seal(value, contextOf(id)), expiresAt };
      this.recent.set(id, row);
      if (this.pending.length < MAX_PENDING) this.pending.push(row);
    }
    if (this.pending.length > 0) this.writing ??= this.write();
  }

  /** What is kept for these tool calls, by their ids. */
  async find(owner: StateOwner, toolCallIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const wanted = new Map(
      toolCallIds.slice(-MAX_LOOKED_UP).map((toolCallId) => [idOf(owner, toolCallId), toolCallId]),
    );
    const found = new Map<string, string>();
    const take = ({ id, sealed }: SealedState): void => {
      const toolCallId = wanted.get(id);
      const value = this.opened(id, sealed);
      if (toolCallId !== undefined && value !== undefined) found.set(toolCallId, value);
      wanted.delete(id);
    };
    const now = this.clock.now();
    for (const id of [...wanted.keys()]) {
      const row = this.recent.get(id);
      if (row && row.expiresAt > now) take(row);
    }
    if (wanted.size > 0) for (const row of await this.stored([...wanted.keys()], now)) take(row);
    return found;
  }

  private async stored(ids: readonly string[], now: number): Promise<readonly SealedState[]> {
    try {
      return await this.repository.findLive(ids, now);
    } catch (error) {
      this.logger.warn(`State of earlier tool calls cannot be read: ${messageOf(error)}`);
      return [];
    }
  }

  private opened(id: string, sealed: string): string | undefined {
    try {
      return this.keys.open(sealed, contextOf(id));
    } catch (error) {
      if (error instanceof SecretUnreadableError) return undefined;
      throw error;
    }
  }

  /** One writer at a time; what comes meanwhile goes with the next statement. */
  private async write(): Promise<void> {
    while (this.pending.length > 0) {
      // An id may come twice, and one statement must not name a row twice.
      const rows = new Map(this.pending.splice(0, ROWS_A_WRITE).map((row) => [row.id, row]));
      try {
        await this.repository.put([...rows.values()]);
      } catch (error) {
        this.logger.warn(`State of tool calls stays in memory only: ${messageOf(error)}`);
      }
    }
    this.writing = undefined;
  }

  private async sweep(): Promise<void> {
    try {
      await this.repository.deleteExpired(this.clock.now());
    } catch (error) {
      this.logger.warn(`Expired state of tool calls cannot be removed: ${messageOf(error)}`);
    }
  }
}

/** A tool-call id comes from outside and may be long; its hash is not, and tells nothing. */
function idOf({ clientId, providerId, conversation = '' }: StateOwner, toolCallId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([clientId, providerId, conversation, toolCallId]))
    .digest('hex');
}

function contextOf(id: string): string {
  return `kept_states|sealed|${id}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown failure';
}
