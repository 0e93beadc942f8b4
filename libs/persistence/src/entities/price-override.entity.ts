import type { PriceFacts } from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('price_overrides')
@Index('ix_price_overrides_subject', ['subjectKind', 'subject'])
export class PriceOverrideEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') subjectKind: 'model' | 'group';
  @Column('varchar') subject: string;
  @Column('simple-json') price: PriceFacts;
  @Column('integer', { default: 1 }) version: number;
  @Column('varchar', { nullable: true }) managedBy: string | null;
  @Column('varchar', { default: '' }) updatedBy: string;
  @Column('bigint', { transformer: safeInteger }) createdAt: number;
  @Column('bigint', { default: 0, transformer: safeInteger }) updatedAt: number;
}
