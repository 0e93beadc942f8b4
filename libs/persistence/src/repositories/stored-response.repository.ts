import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { Database } from '../database/database';
import { StoredResponseEntity } from '../entities/stored-response.entity';

/** Who made a response that the provider keeps. */
export interface StoredResponse {
  readonly responseId: string;
  readonly clientId: string;
  readonly providerId: string;
  /** The name sent to the provider. */
  readonly model: string;
  /** False while a response that runs in the background has not been paid for. */
  readonly isBilled: boolean;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

@Injectable()
export class StoredResponseRepository {
  constructor(private readonly database: Database) {}

  /** The first to claim an id owns it. */
  async add(response: StoredResponse): Promise<void> {
    await this.database.control.run((manager) =>
      manager.createQueryBuilder().insert().into(StoredResponseEntity).values(response).orIgnore().execute(),
    );
  }

  async find(responseId: string, now: number): Promise<StoredResponse | null> {
    const row = await this.database.control.run((manager) =>
      manager.findOneBy(StoredResponseEntity, { responseId, expiresAt: MoreThan(now) }),
    );
    return row === null ? null : { ...row };
  }

  /** True for the one caller that may bill it. */
  async claimBilling(responseId: string): Promise<boolean> {
    const result = await this.database.control.run((manager) =>
      manager.update(StoredResponseEntity, { responseId, isBilled: false }, { isBilled: true }),
    );
    return result.affected === 1;
  }

  async remove(responseId: string): Promise<void> {
    await this.database.control.run((manager) => manager.delete(StoredResponseEntity, { responseId }));
  }

  /** Returns how many had expired. */
  async deleteExpired(now: number): Promise<number> {
    const result = await this.database.control.run((manager) =>
      manager.delete(StoredResponseEntity, { expiresAt: LessThanOrEqual(now) }),
    );
    return result.affected ?? 0;
  }
}
