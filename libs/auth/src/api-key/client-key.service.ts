import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock, InvalidRequestError, TemporarilyUnavailableError, uuidV7 } from '@app/common';
import type { Client, ClientIdentity, ClientLimits } from '@app/contracts';
import { ClientRepository } from '@app/persistence';
import { UnknownClientError } from '../access/auth.errors';
import { hashOf, isKeyShaped, newKey } from './key-format';

/** How long a look-up may be remembered: the longest that a revoked key still works. */
const REMEMBER_MS = 1_000;
const MAX_REMEMBERED = 10_000;

/** What a client may use when nothing is said. */
export const UNLIMITED: ClientLimits = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  concurrentRequests: null,
  budget: null,
};

/** Creates keys and tells whose key one is. */
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
    const client = await this.find(hashOf(key));
    if (!client?.isEnabled) return undefined;
    if (client.expiresAt !== null && client.expiresAt <= this.clock.now()) return undefined;
    return client;
  }

  /** Creates a client with a new key, which is returned this once. @throws a 409 error when the name is taken */
  async create(name: string, limits: ClientLimits = UNLIMITED): Promise<{ client: Client; key: string }> {
    if (name === '') throw new InvalidRequestError('A client needs a name.', 'name');
    const { key, prefix, hash } = newKey();
    const createdAt = this.clock.now();
    const client: Client = {
      id: uuidV7(createdAt),
      name,
      keyPrefix: prefix,
      keyHash: hash,
      isEnabled: true,
      expiresAt: null,
      createdAt,
      limits,
    };
    await this.clients.create(client);
    return { client, key };
  }

  /** Disables the client's key. @throws UnknownClientError */
  async revoke(name: string): Promise<Client> {
    const client = await this.clients.findByName(name);
    if (!client) throw new UnknownClientError(name);
    await this.clients.revoke(client.id);
    this.known.delete(client.keyHash);
    return { ...client, isEnabled: false };
  }

  /** Changes what a client may use. @throws UnknownClientError */
  async limit(name: string, change: (limits: ClientLimits) => ClientLimits): Promise<Client> {
    const client = await this.clients.findByName(name);
    if (!client) throw new UnknownClientError(name);
    const limits = change(client.limits);
    await this.clients.setLimits(client.id, limits);
    this.known.delete(client.keyHash);
    return { ...client, limits };
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
