import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('model_overrides')
export class ModelOverrideEntity {
  @PrimaryColumn('varchar') providerId: string;
  @PrimaryColumn('varchar') model: string;
  @Column('boolean', { nullable: true }) isEnabled: boolean | null;
  @Column('integer', { default: 1 }) version: number;
  @Column('varchar', { nullable: true }) managedBy: string | null;
  @Column('varchar', { default: '' }) updatedBy: string;
  @Column('bigint', { transformer: safeInteger }) updatedAt: number;
}
