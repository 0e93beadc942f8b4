import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('kept_states')
export class KeptStateEntity {
  /** Lower-case hex SHA-256 of owner, provider and tool-call id. */
  @PrimaryColumn('varchar') id: string;
  @Column('text') sealed: string;
  @Index('ix_kept_states_expires_at')
  @Column('bigint', { transformer: safeInteger })
  expiresAt: number;
}
