import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('stored_responses')
export class StoredResponseEntity {
  @PrimaryColumn('varchar') responseId: string;
  @Column('varchar') clientId: string;
  @Column('varchar') providerId: string;
  @Column('varchar') model: string;
  @Column('boolean') isBilled: boolean;
  @Index('ix_stored_responses_expires_at')
  @Column('bigint', { transformer: safeInteger })
  expiresAt: number;
}
