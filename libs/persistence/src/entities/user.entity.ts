import type { User, UserRole } from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('users')
@Index('uq_users_username', ['username'], { unique: true })
export class UserEntity implements User {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') username: string;
  @Column('varchar') passwordHash: string;
  @Column('varchar') role: UserRole;
  @Column('boolean') isEnabled: boolean;
  @Column('boolean') mustChangePassword: boolean;
  @Column('integer') sessionVersion: number;
  @Column('bigint', { nullable: true, transformer: safeInteger }) passwordChangedAt: number | null;
  @Column('bigint', { nullable: true, transformer: safeInteger }) lastLoginAt: number | null;
  @Column('bigint', { transformer: safeInteger }) createdAt: number;
  @Column('integer', { default: 1 }) version: number;
}
