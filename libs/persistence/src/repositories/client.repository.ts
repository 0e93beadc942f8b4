import type { Client, ClientLimits } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { ClientEntity } from '../entities/client.entity';
import { violatesUnique } from '../errors/database-failure';
import { DuplicateNameError } from '../errors/duplicate-name.error';

@Injectable()
export class ClientRepository {
  constructor(private readonly database: Database) {}

  /** @throws DuplicateNameError */
  async create(client: Client): Promise<void> {
    try {
      await this.database.control.run((manager) => manager.insert(ClientEntity, rowOf(client)));
    } catch (error) {
      if (violatesUnique(error, 'clients.name')) throw new DuplicateNameError('client', client.name, { cause: error });
      throw error;
    }
  }

  /** Disabled and expired clients are found too: the caller decides what they may do. */
  findByHash(keyHash: string): Promise<Client | null> {
    return this.findBy({ keyHash });
  }

  findByName(name: string): Promise<Client | null> {
    return this.findBy({ name });
  }

  /** In order of name. */
  async list(): Promise<Client[]> {
    const rows = await this.database.control.run((manager) => manager.find(ClientEntity, { order: { name: 'ASC' } }));
    return rows.map(clientOf);
  }

  /** Disables the client and keeps everything else, its name included. False when there is no such client. */
  async revoke(id: string): Promise<boolean> {
    const result = await this.database.control.run((manager) =>
      manager.update(ClientEntity, { id }, { isEnabled: false }),
    );
    return result.affected === 1;
  }

  /** False when there is no such client. */
  async setLimits(id: string, limits: ClientLimits): Promise<boolean> {
    const result = await this.database.control.run((manager) =>
      manager.update(ClientEntity, { id }, columnsOf(limits)),
    );
    return result.affected === 1;
  }

  private async findBy(where: { keyHash: string } | { name: string }): Promise<Client | null> {
    const row = await this.database.control.run((manager) => manager.findOneBy(ClientEntity, where));
    return row === null ? null : clientOf(row);
  }
}

function rowOf({ limits, ...client }: Client): ClientEntity {
  return { ...client, ...columnsOf(limits) };
}

function columnsOf({ budget, ...rates }: ClientLimits): Omit<ClientEntity, keyof Client> {
  return { ...rates, budgetNanoUsd: budget?.nanoUsd ?? null, budgetPeriod: budget?.period ?? null };
}

function clientOf(row: ClientEntity): Client {
  const { requestsPerMinute, tokensPerMinute, concurrentRequests, budgetNanoUsd, budgetPeriod, ...client } = row;
  const budget =
    budgetNanoUsd === null || budgetPeriod === null ? null : { nanoUsd: budgetNanoUsd, period: budgetPeriod };
  return { ...client, limits: { requestsPerMinute, tokensPerMinute, concurrentRequests, budget } };
}
