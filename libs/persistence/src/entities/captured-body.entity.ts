import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

/** Request and answer of one row of the ledger, sealed; kept only where the operator has switched it on. */
@Entity('captured_bodies')
@Index('ix_captured_bodies_expires_at', ['expiresAt'])
export class CapturedBodyEntity {
  @PrimaryColumn('varchar') requestId: string;
  @Column('text') sealedRequest: string;
  @Column('text') sealedAnswer: string;
  /** Something was longer than may be kept, and its end is missing. */
  @Column('boolean') isCut: boolean;
  @Column('bigint', { transformer: safeInteger }) expiresAt: number;
}
