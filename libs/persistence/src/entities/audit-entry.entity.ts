import type { AuditEntity, UserRole } from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

/** Only ever inserted. JSON is kept as the very text that was hashed. */
@Entity('audit_entries')
@Index('ix_audit_entries_at', ['at'])
@Index('ix_audit_entries_entity', ['entity', 'entityId'])
export class AuditEntryEntity {
  @PrimaryColumn('bigint', { transformer: safeInteger }) sequence: number;
  @Column('bigint', { transformer: safeInteger }) at: number;
  @Column('varchar') actorKind: 'user' | 'command_line' | 'system';
  @Column('varchar', { nullable: true }) actorId: string | null;
  @Column('varchar') actorName: string;
  @Column('varchar', { nullable: true }) actorRole: UserRole | null;
  @Column('varchar', { nullable: true }) address: string | null;
  @Column('varchar', { nullable: true }) requestId: string | null;
  @Column('varchar') action: string;
  @Column('varchar') entity: AuditEntity;
  @Column('varchar') entityId: string;
  @Column('varchar') entityName: string;
  @Column('text', { nullable: true }) before: string | null;
  @Column('text', { nullable: true }) after: string | null;
  @Column('varchar') hash: string;
}
