import { Injectable } from '@nestjs/common';

import {
  checkedSettings,
  ClientKeyService,
  hashOf,
  isKeyShaped,
  newKey,
  shownClient,
  type ClientSettings,
} from '@app/auth';
import { ModelCatalogService } from '@app/catalog';
import { InvalidRequestError, uuidV7 } from '@app/common';
import type { AuditedChange, Client } from '@app/contracts';
import { ClientRepository, GroupRepository, type ControlTransaction } from '@app/persistence';
import { InvalidDocumentError } from '../declaration.errors';
import type { ChangeScope, DeclaredKind, ObjectChange, OpenKind, WantedObject } from '../declared-kind';
import type { ReadClient, ReadDocument } from '../document-schema';
import { verbOf } from './audited';

type ClientFields = Omit<ClientSettings, 'name'>;

const PREFIX_CHARS = 14;
const HINT_CHARS = 4;

/** Clients; their keys come from the environment or are made, and are never in a document. */
@Injectable()
export class ClientKind implements DeclaredKind<ClientFields> {
  readonly kind = 'client';
  readonly isOwned = true;
  /** Of keys that stopped working with the last change. */
  private readonly ended = new Set<string>();

  constructor(
    private readonly repository: ClientRepository,
    private readonly groups: GroupRepository,
    private readonly catalog: ModelCatalogService,
    private readonly keys: ClientKeyService,
  ) {}

  async open(
    transaction: ControlTransaction,
    document: ReadDocument,
    scope: ChangeScope,
  ): Promise<OpenKind<ClientFields>> {
    const stored = await this.repository.list(transaction);
    const groups = await this.groups.list(transaction);
    const known = new Set([...groups, ...(document.groups ?? [])].map(({ name }) => name));
    const given = new Map<string, string>();
    const wanted = document.clients?.map((client, index): WantedObject<ClientFields> => {
      const before = stored.find(({ name }) => name === client.name);
      const place = `clients[${index}]`;
      this.refuseUnknown(place, client, before, known);
      const key = keyOf(place, client, scope);
      if (key !== undefined) given.set(client.name, key);
      const isOther = key !== undefined && hashOf(key) !== before?.keyHash;
      return { name: client.name, fields: settingsOf(place, client), hidden: isOther ? ['key'] : [] };
    });
    return {
      stored: stored.map((client) => ({ name: client.name, managedBy: client.managedBy, fields: shown(client) })),
      wanted,
      write: (name, change) =>
        this.write(
          transaction,
          stored.find((client) => client.name === name),
          { name, change, key: given.get(name), scope },
        ),
    };
  }

  async exported(): Promise<Partial<ReadDocument>> {
    const clients = await this.repository.list();
    return { clients: clients.map((client) => ({ name: client.name, ...shown(client) })) as ReadClient[] };
  }

  reload(): Promise<void> {
    for (const hash of this.ended) this.keys.forget(hash);
    this.ended.clear();
    return Promise.resolve();
  }

  private async write(
    transaction: ControlTransaction,
    before: Client | undefined,
    {
      name,
      change,
      key,
      scope,
    }: { name: string; change: ObjectChange<ClientFields>; key: string | undefined; scope: ChangeScope },
  ): Promise<AuditedChange> {
    if (before) for (const hash of [before.keyHash, before.previousKey?.hash]) if (hash) this.ended.add(hash);
    const after = change.action === 'remove' ? null : clientOf(name, before, change, { key, scope });
    if (before && after) await this.repository.update(transaction, after);
    else if (after) await this.repository.create(transaction, after);
    else if (before) await this.repository.remove(transaction, before);
    const next = after && { ...after, version: (before?.version ?? 0) + 1 };
    return entry(`client.${verbOf(before, change)}`, before ?? null, next);
  }

  private refuseUnknown(
    place: string,
    client: ReadClient,
    before: Client | undefined,
    groups: ReadonlySet<string>,
  ): void {
    const had = before?.access.allowedModels ?? [];
    const unknown = (client.access.allowedModels ?? []).find(
      (name) => !had.includes(name) && !groups.has(name) && this.catalog.snapshot().resolve(name) === undefined,
    );
    if (unknown === undefined) return;
    const path = `${place}.access.allowedModels`;
    throw new InvalidDocumentError([
      `${path}: "${unknown}" is neither a group nor a model; declare it or mend the name.`,
    ]);
  }
}

function settingsOf(place: string, { keyFrom: _, ...client }: ReadClient): ClientFields {
  try {
    const { name: __, ...settings } = checkedSettings(client);
    return settings;
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new InvalidDocumentError([`${place}.${error.param ?? ''}: ${error.message}`]);
  }
}

function keyOf(place: string, { keyFrom }: ReadClient, { variable }: ChangeScope): string | undefined {
  if (!keyFrom) return undefined;
  const path = `${place}.keyFrom`;
  if (!variable)
    throw new InvalidDocumentError([`${path}: only the command line reads variables; leave it out and a key is made.`]);
  const key = variable(keyFrom.env);
  if (key === undefined || key === '')
    throw new InvalidDocumentError([`${path}: the variable ${keyFrom.env} is not set.`]);
  if (!isKeyShaped(key))
    throw new InvalidDocumentError([
      `${path}: ${keyFrom.env} holds no client key: sk-gg-, 8 small letters or digits, 43 of base64url.`,
    ]);
  return key;
}

/** As it is to be stored; the version is that of what it replaces. */
function clientOf(
  name: string,
  before: Client | undefined,
  { fields, managedBy }: Exclude<ObjectChange<ClientFields>, { action: 'remove' }>,
  { key, scope }: { readonly key: string | undefined; readonly scope: ChangeScope },
): Client {
  if (before) {
    const isOther = key !== undefined && hashOf(key) !== before.keyHash;
    const rekeyed = isOther ? { ...partsOf(key), previousKey: null } : {};
    return { ...before, ...fields, ...rekeyed, managedBy };
  }
  const made = key ?? newKey().key;
  if (key === undefined) scope.issued(name, made);
  const author = { createdBy: scope.actor.name, createdAt: scope.now, lastUsedAt: null, version: 1, managedBy };
  return { ...fields, ...partsOf(made), ...author, name, id: uuidV7(scope.now), previousKey: null };
}

/** A changed key shows in its prefix and hint. */
function entry(action: string, before: Client | null, after: Client | null): AuditedChange {
  const { id: entityId = '', name: entityName = '' } = after ?? before ?? {};
  return {
    ...{ action, entity: 'client', entityId, entityName },
    before: before && shownClient(before),
    after: after && shownClient(after),
  };
}

function partsOf(key: string): Pick<Client, 'keyHash' | 'keyHint' | 'keyPrefix'> {
  return { keyHash: hashOf(key), keyPrefix: key.slice(0, PREFIX_CHARS), keyHint: key.slice(-HINT_CHARS) };
}

function shown({ description, tags, isEnabled, expiresAt, limits, access }: Client) {
  return { description, tags, isEnabled, expiresAt, limits, access };
}
