import type { ProviderTuning } from '@app/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('providers')
export class ProviderEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('boolean', { nullable: true }) isEnabled: boolean | null;
  @Column('varchar', { nullable: true }) baseUrl: string | null;
  @Column('varchar', { nullable: true }) encryptedApiKey: string | null;
  @Column('simple-json', { default: '{}' }) tuning: ProviderTuning;
  @Column('integer', { default: 1 }) version: number;
  @Column('bigint', { transformer: safeInteger }) updatedAt: number;
}
