import type { Client, ClientLimits } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { FindOptionsWhere } from 'typeorm';
import type { ControlTransaction } from '../control/control-transaction';
import { deleteVersioned, updateVersioned } from '../control/versioned';
import { Database } from '../database/database';
import { ClientEntity } from '../entities/client.entity';
import { namedOnce } from '../errors/named-once';

const NAME = 'clients.name';

/** Writes belong to a transaction of `ControlChanges`. */
@Injectable()
export class ClientRepository {
  constructor(private readonly database: Database) {}

  /** @throws DuplicateNameError */
  async create(transaction: ControlTransaction, client: Client): Promise<void> {
    await namedOnce('client', client.name, NAME, transaction.insert(ClientEntity, rowOf(client)));
  }

  /** Replaces all but id and version, which rises; the client has to be as the caller has seen it. @throws StaleVersionError, DuplicateNameError */
  async update(transaction: ControlTransaction, { id, version, ...client }: Client): Promise<void> {
    const { id: _, version: __, ...row } = rowOf({ id, version, ...client });
    await namedOnce('client', client.name, NAME, updateVersioned(transaction, ClientEntity, { id }, version, row));
  }

  /** @throws StaleVersionError */
  async remove(transaction: ControlTransaction, { id, version }: Pick<Client, 'id' | 'version'>): Promise<void> {
    await deleteVersioned(transaction, ClientEntity, { id }, version);
  }

  /** Disabled and expired clients, and keys that were rotated away, are found too: the caller decides what they may do. */
  findByHash(keyHash: string): Promise<Client | null> {
    return this.findBy([{ keyHash }, { previousKeyHash: keyHash }]);
  }

  findByName(name: string, transaction?: ControlTransaction): Promise<Client | null> {
    return this.findBy([{ name }], transaction);
  }

  findById(id: string, transaction?: ControlTransaction): Promise<Client | null> {
    return this.findBy([{ id }], transaction);
  }

  /** In order of name. */
  async list(transaction?: ControlTransaction): Promise<Client[]> {
    const read = (manager: ControlTransaction): Promise<ClientEntity[]> =>
      manager.find(ClientEntity, { order: { name: 'ASC' } });
    const rows = await (transaction ? read(transaction) : this.database.control.run(read));
    return rows.map(clientOf);
  }

  /** When clients were last seen, by id; no change in the sense of a version. */
  async noteUse(lastUsedAt: ReadonlyMap<string, number>): Promise<void> {
    await this.database.control.transaction(async (manager) => {
      for (const [id, at] of lastUsedAt) await manager.update(ClientEntity, { id }, { lastUsedAt: at });
    });
  }

  private async findBy(
    where: FindOptionsWhere<ClientEntity>[],
    transaction?: ControlTransaction,
  ): Promise<Client | null> {
    const read = (manager: ControlTransaction): Promise<ClientEntity | null> =>
      manager.findOne(ClientEntity, { where });
    const row = await (transaction ? read(transaction) : this.database.control.run(read));
    return row === null ? null : clientOf(row);
  }
}

function rowOf({ limits, access, previousKey, ...client }: Client): ClientEntity {
  return {
    ...client,
    ...columnsOf(limits),
    tags: [...client.tags],
    allowedModels: access.allowedModels && [...access.allowedModels],
    allowedAddresses: access.allowedAddresses && [...access.allowedAddresses],
    previousKeyHash: previousKey?.hash ?? null,
    previousKeyWorksUntil: previousKey?.worksUntil ?? null,
  };
}

function columnsOf({ budget, ...rates }: ClientLimits) {
  return { ...rates, budgetNanoUsd: budget?.nanoUsd ?? null, budgetPeriod: budget?.period ?? null };
}

function clientOf(row: ClientEntity): Client {
  const { requestsPerMinute, tokensPerMinute, concurrentRequests, budgetNanoUsd, budgetPeriod, ...others } = row;
  const { allowedModels, allowedAddresses, previousKeyHash, previousKeyWorksUntil, ...client } = others;
  const budget =
    budgetNanoUsd === null || budgetPeriod === null ? null : { nanoUsd: budgetNanoUsd, period: budgetPeriod };
  return {
    ...client,
    limits: { requestsPerMinute, tokensPerMinute, concurrentRequests, budget },
    access: { allowedModels, allowedAddresses },
    previousKey:
      previousKeyHash === null || previousKeyWorksUntil === null
        ? null
        : { hash: previousKeyHash, worksUntil: previousKeyWorksUntil },
  };
}
