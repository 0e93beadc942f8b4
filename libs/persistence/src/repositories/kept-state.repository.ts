import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { Database } from '../database/database';
import { KeptStateEntity } from '../entities/kept-state.entity';

/** One sealed piece of state under the hash of what it belongs to. */
export interface SealedState {
  readonly id: string;
  readonly sealed: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

@Injectable()
export class KeptStateRepository {
  constructor(private readonly database: Database) {}

  /** Stores the rows; one that is there already is replaced. */
  async put(states: readonly SealedState[]): Promise<void> {
    await this.database.control.run((manager) => manager.upsert(KeptStateEntity, [...states], ['id']));
  }

  /** Those of the ids that have not expired. */
  async findLive(ids: readonly string[], now: number): Promise<SealedState[]> {
    const rows = await this.database.control.run((manager) =>
      manager.findBy(KeptStateEntity, { id: In([...ids]), expiresAt: MoreThan(now) }),
    );
    return rows.map((row) => ({ ...row }));
  }

  /** Returns how many had expired. */
  async deleteExpired(now: number): Promise<number> {
    const result = await this.database.control.run((manager) =>
      manager.delete(KeptStateEntity, { expiresAt: LessThanOrEqual(now) }),
    );
    return result.affected ?? 0;
  }
}
