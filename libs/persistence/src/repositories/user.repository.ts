import type { User } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { UserEntity } from '../entities/user.entity';
import { violatesUnique } from '../errors/database-failure';
import { DuplicateNameError } from '../errors/duplicate-name.error';

@Injectable()
export class UserRepository {
  constructor(private readonly database: Database) {}

  /** Creates the user or replaces the one with the same id. @throws DuplicateNameError */
  async upsert(user: User): Promise<void> {
    try {
      await this.database.control.run((manager) => manager.upsert(UserEntity, { ...user }, ['id']));
    } catch (error) {
      if (violatesUnique(error, 'users.username'))
        throw new DuplicateNameError('user', user.username, { cause: error });
      throw error;
    }
  }

  async findByUsername(username: string): Promise<User | null> {
    const row = await this.database.control.run((manager) => manager.findOneBy(UserEntity, { username }));
    return row === null ? null : { ...row };
  }

  /** Disabled ones too: an installation whose administrators are all disabled is not a new one. */
  countAdmins(): Promise<number> {
    return this.database.control.run((manager) => manager.countBy(UserEntity, { role: 'admin' }));
  }
}
