import type { Session } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, Not } from 'typeorm';
import type { ControlTransaction } from '../control/control-transaction';
import { Database } from '../database/database';
import { SessionEntity } from '../entities/session.entity';

/** Logins that have not been ended. */
@Injectable()
export class SessionRepository {
  constructor(private readonly database: Database) {}

  async create(session: Session, transaction?: ControlTransaction): Promise<void> {
    const write = (manager: ControlTransaction): Promise<unknown> => manager.insert(SessionEntity, { ...session });
    await (transaction ? write(transaction) : this.database.control.run(write));
  }

  async find(id: string): Promise<Session | null> {
    const row = await this.database.control.run((manager) => manager.findOneBy(SessionEntity, { id }));
    return row === null ? null : { ...row };
  }

  /** The one used last comes first. */
  async listOf(userId: string): Promise<Session[]> {
    const rows = await this.database.control.run((manager) =>
      manager.find(SessionEntity, { where: { userId }, order: { lastSeenAt: 'DESC', id: 'ASC' } }),
    );
    return rows.map((row) => ({ ...row }));
  }

  async noteUse(id: string, lastSeenAt: number): Promise<void> {
    await this.database.control.run((manager) => manager.update(SessionEntity, { id }, { lastSeenAt }));
  }

  /** Of this user alone. False when there was none. */
  async remove({ id, userId }: Pick<Session, 'id' | 'userId'>, transaction: ControlTransaction): Promise<boolean> {
    const result = await transaction.delete(SessionEntity, { id, userId });
    return result.affected === 1;
  }

  /** All of this user but one. Returns how many those were. */
  async removeOthers({ id, userId }: Pick<Session, 'id' | 'userId'>, transaction: ControlTransaction): Promise<number> {
    const result = await transaction.delete(SessionEntity, { id: Not(id), userId });
    return result.affected ?? 0;
  }

  async removeOf(userId: string, transaction?: ControlTransaction): Promise<void> {
    const write = (manager: ControlTransaction): Promise<unknown> => manager.delete(SessionEntity, { userId });
    await (transaction ? write(transaction) : this.database.control.run(write));
  }

  async removeAll(transaction: ControlTransaction): Promise<void> {
    await transaction.createQueryBuilder().delete().from(SessionEntity).execute();
  }

  /** Returns how many had ended: by age, or unused since `idleSince`. */
  async removeEnded(now: number, idleSince: number): Promise<number> {
    const result = await this.database.control.run((manager) =>
      manager
        .createQueryBuilder()
        .delete()
        .from(SessionEntity)
        .where({ expiresAt: LessThanOrEqual(now) })
        .orWhere({ lastSeenAt: LessThanOrEqual(idleSince) })
        .execute(),
    );
    return result.affected ?? 0;
  }
}
