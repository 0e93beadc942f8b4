import type { User } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { FindOptionsWhere } from 'typeorm';
import type { ControlTransaction } from '../control/control-transaction';
import { deleteVersioned, updateVersioned } from '../control/versioned';
import { Database } from '../database/database';
import { UserEntity } from '../entities/user.entity';
import { namedOnce } from '../errors/named-once';

const NAME = 'users.username';

/** Writes belong to a transaction of `ControlChanges`. */
@Injectable()
export class UserRepository {
  constructor(private readonly database: Database) {}

  /** @throws DuplicateNameError */
  async create(transaction: ControlTransaction, user: User): Promise<void> {
    await namedOnce('user', user.username, NAME, transaction.insert(UserEntity, { ...user }));
  }

  /** Replaces all but id and version, which rises; the user has to be as the caller has seen it. @throws StaleVersionError, DuplicateNameError */
  async update(transaction: ControlTransaction, { id, version, ...user }: User): Promise<void> {
    await namedOnce('user', user.username, NAME, updateVersioned(transaction, UserEntity, { id }, version, user));
  }

  /** @throws StaleVersionError */
  async remove(transaction: ControlTransaction, { id, version }: Pick<User, 'id' | 'version'>): Promise<void> {
    await deleteVersioned(transaction, UserEntity, { id }, version);
  }

  /** No change in the sense of a version. */
  async noteLogin(id: string, at: number): Promise<void> {
    await this.database.control.run((manager) => manager.update(UserEntity, { id }, { lastLoginAt: at }));
  }

  findById(id: string, transaction?: ControlTransaction): Promise<User | null> {
    return this.findBy({ id }, transaction);
  }

  findByUsername(username: string, transaction?: ControlTransaction): Promise<User | null> {
    return this.findBy({ username }, transaction);
  }

  /** In order of username. */
  async list(transaction?: ControlTransaction): Promise<User[]> {
    const read = (manager: ControlTransaction): Promise<UserEntity[]> =>
      manager.find(UserEntity, { order: { username: 'ASC' } });
    const rows = await (transaction ? read(transaction) : this.database.control.run(read));
    return rows.map((row) => ({ ...row }));
  }

  /** Disabled ones too: an installation whose administrators are all disabled is not a new one. */
  countAdmins(): Promise<number> {
    return this.database.control.run((manager) => manager.countBy(UserEntity, { role: 'admin' }));
  }

  private async findBy(where: FindOptionsWhere<UserEntity>, transaction?: ControlTransaction): Promise<User | null> {
    const read = (manager: ControlTransaction): Promise<UserEntity | null> => manager.findOneBy(UserEntity, where);
    const row = await (transaction ? read(transaction) : this.database.control.run(read));
    return row === null ? null : { ...row };
  }
}
