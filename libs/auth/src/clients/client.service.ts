import { Inject, Injectable } from '@nestjs/common';
import { Clock, uuidV7 } from '@app/common';
import type { Actor, AuditedChange, Client } from '@app/contracts';
import { ClientRepository, ControlChanges, refuseUnchangeable } from '@app/persistence';
import type { ChangeOptions, ControlTransaction } from '@app/persistence';
import { UnknownClientError } from '../access/auth.errors';
import { ClientKeyService } from '../api-key/client-key.service';
import { hashOf, isKeyShaped, newKey } from '../api-key/key-format';
import { checkedSettings, DEFAULT_SETTINGS, shownClient, type ClientSettings } from './client-settings';

const HINT_CHARS = 4;

/** A key that is shown this once. */
export interface IssuedKey {
  readonly client: Client;
  readonly key: string;
}

/** Creates clients and changes them; keys stop or start working here at once, elsewhere within a second. */
@Injectable()
export class ClientService {
  constructor(
    private readonly clients: ClientRepository,
    private readonly changes: ControlChanges,
    private readonly keys: ClientKeyService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In order of name. */
  list(): Promise<Client[]> {
    return this.clients.list();
  }

  /** @throws UnknownClientError */
  async find(id: string): Promise<Client> {
    return found(await this.clients.findById(id), id);
  }

  /** @throws UnknownClientError */
  async findByName(name: string): Promise<Client> {
    return found(await this.clients.findByName(name), name);
  }

  /** Whose key it is, whether it still works or not; null where it is nobody's. */
  findByKey(key: string): Promise<Client | null> {
    return isKeyShaped(key) ? this.clients.findByHash(hashOf(key)) : Promise.resolve(null);
  }

  /** @throws InvalidRequestError, DuplicateNameError */
  create(
    actor: Actor,
    draft: Partial<ClientSettings> & Pick<ClientSettings, 'name'>,
    fromFile: string | null = null,
  ): Promise<IssuedKey> {
    const settings = checkedSettings({ ...DEFAULT_SETTINGS, ...given(draft), name: draft.name });
    const { key, prefix: keyPrefix, hash: keyHash } = newKey();
    const createdAt = this.clock.now();
    const client: Client = {
      ...settings,
      ...{ id: uuidV7(createdAt), keyPrefix, keyHash, keyHint: key.slice(-HINT_CHARS), previousKey: null },
      ...{ createdBy: actor.name, createdAt, lastUsedAt: null, version: 1, managedBy: fromFile },
    };
    return this.changes.make(actor, async (transaction) => {
      await this.clients.create(transaction, client);
      return { result: { client, key }, audit: [entry('client.create', null, client)] };
    });
  }

  /** Changes what is named. @throws UnknownClientError, StaleVersionError, ManagedByFileError, InvalidRequestError, DuplicateNameError */
  update(actor: Actor, id: string, change: Partial<ClientSettings>, options: ChangeOptions = {}): Promise<Client> {
    return this.change(actor, id, 'client.update', options, (client) => ({
      ...client,
      ...checkedSettings({ ...client, ...given(change) }),
    }));
  }

  /** A new key; the old one works for `overlapMs` longer, and the one before it no more. @throws as `update` */
  async rotate(actor: Actor, id: string, overlapMs: number, options: ChangeOptions = {}): Promise<IssuedKey> {
    const { key, prefix: keyPrefix, hash: keyHash } = newKey();
    const worksUntil = this.clock.now() + overlapMs;
    const client = await this.change(actor, id, 'client.rotate', options, (before) => ({
      ...before,
      ...{ keyPrefix, keyHash, keyHint: key.slice(-HINT_CHARS) },
      previousKey: overlapMs > 0 ? { hash: before.keyHash, worksUntil } : null,
    }));
    return { client, key };
  }

  /** Its rows in the ledger stay. @throws as `update` */
  async remove(actor: Actor, id: string, options: ChangeOptions = {}): Promise<void> {
    const removed = await this.changes.make(actor, async (transaction) => {
      const client = await this.changeable(transaction, id, options);
      await this.clients.remove(transaction, client);
      return { result: client, audit: [entry('client.remove', client, null)] };
    });
    this.forget(removed);
  }

  private async change(
    actor: Actor,
    id: string,
    action: string,
    options: ChangeOptions,
    changed: (client: Client) => Client,
  ): Promise<Client> {
    const [before, after] = await this.changes.make(actor, async (transaction) => {
      const client = await this.changeable(transaction, id, options);
      const wanted = { ...changed(client), managedBy: options.fromFile ?? client.managedBy };
      await this.clients.update(transaction, wanted);
      const next = { ...wanted, version: client.version + 1 };
      return { result: [client, next] as const, audit: [entry(action, client, next)] };
    });
    this.forget(before);
    return after;
  }

  private async changeable(transaction: ControlTransaction, id: string, options: ChangeOptions): Promise<Client> {
    const client = found(await this.clients.findById(id, transaction), id);
    refuseUnchangeable(`Client "${client.name}"`, client, options);
    return client;
  }

  private forget({ keyHash, previousKey }: Client): void {
    this.keys.forget(keyHash);
    if (previousKey) this.keys.forget(previousKey.hash);
  }
}

/** What is undefined has not been said. */
function given(settings: Partial<ClientSettings>): Partial<ClientSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function found(client: Client | null, name: string): Client {
  if (!client) throw new UnknownClientError(name);
  return client;
}

function entry(action: string, before: Client | null, after: Client | null): AuditedChange {
  const { id: entityId = '', name: entityName = '' } = after ?? before ?? {};
  return {
    ...{ action, entity: 'client', entityId, entityName },
    before: before && shownClient(before),
    after: after && shownClient(after),
  };
}
