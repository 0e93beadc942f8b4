import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock, TemporarilyUnavailableError } from '@app/common';
import type { Client, ClientIdentity } from '@app/contracts';
import { ClientRepository } from '@app/persistence';
import { hashOf, isKeyShaped } from './key-format';

/** How long a look-up may be remembered. A key that another process revoked is refused within a second: the rest is for the next look-up. */
const REMEMBER_MS = 750;
const MAX_REMEMBERED = 10_000;

/** Tells whose key one is. */
@Injectable()
export class ClientKeyService {
  /** By the hash of the whole key: a shortened one would let two keys share an identity. */
  private readonly known = new LRUCache<string, Client>({
    max: MAX_REMEMBERED,
    ttl: REMEMBER_MS,
    // Our clock, and no rounding of it: what is remembered ends on time.
    perf: { now: () => this.clock.monotonicMs() },
    ttlResolution: 0,
    fetchMethod: async (hash) => (await this.clients.findByHash(hash)) ?? undefined,
  });

  constructor(
    private readonly clients: ClientRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The holder of the key, or undefined when it is none. @throws TemporarilyUnavailableError when the store cannot be asked */
  async identify(key: string | undefined): Promise<ClientIdentity | undefined> {
    if (key === undefined || !isKeyShaped(key)) return undefined;
    const hash = hashOf(key);
    const client = await this.find(hash);
    if (!client?.isEnabled) return undefined;
    const now = this.clock.now();
    if (client.expiresAt !== null && client.expiresAt <= now) return undefined;
    // The key before the last rotation works for a while longer.
    const isCurrent = client.keyHash === hash;
    return isCurrent || (client.previousKey !== null && client.previousKey.worksUntil > now) ? client : undefined;
  }

  /** What is remembered of a key no longer holds. */
  forget(hash: string): void {
    this.known.delete(hash);
  }

  private async find(hash: string): Promise<Client | undefined> {
    const remembered = this.known.get(hash);
    if (remembered) return remembered;
    try {
      return await this.known.fetch(hash);
    } catch (cause) {
      throw new TemporarilyUnavailableError('The key store', 'auth_unavailable', { cause });
    }
  }
}
