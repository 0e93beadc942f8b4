import type { Session } from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('sessions')
@Index('ix_sessions_user_id', ['userId'])
@Index('ix_sessions_expires_at', ['expiresAt'])
export class SessionEntity implements Session {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') userId: string;
  @Column('integer') sessionVersion: number;
  @Column('bigint', { transformer: safeInteger }) createdAt: number;
  @Column('bigint', { transformer: safeInteger }) expiresAt: number;
  @Column('bigint', { transformer: safeInteger }) lastSeenAt: number;
  @Column('varchar') address: string;
  @Column('varchar') userAgent: string;
}
