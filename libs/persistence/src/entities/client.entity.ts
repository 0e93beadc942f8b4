import type { BudgetPeriod, Client } from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('clients')
@Index('uq_clients_name', ['name'], { unique: true })
@Index('uq_clients_key_hash', ['keyHash'], { unique: true })
@Index('ix_clients_previous_key_hash', ['previousKeyHash'])
export class ClientEntity implements Omit<Client, 'limits' | 'access' | 'previousKey'> {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') name: string;
  @Column('varchar') keyPrefix: string;
  @Column('varchar') keyHash: string;
  @Column('boolean') isEnabled: boolean;
  @Column('bigint', { nullable: true, transformer: safeInteger }) expiresAt: number | null;
  @Column('bigint', { transformer: safeInteger }) createdAt: number;
  @Column('integer', { nullable: true }) requestsPerMinute: number | null;
  @Column('integer', { nullable: true }) tokensPerMinute: number | null;
  @Column('integer', { nullable: true }) concurrentRequests: number | null;
  @Column('bigint', { nullable: true, transformer: safeInteger }) budgetNanoUsd: number | null;
  @Column('varchar', { nullable: true }) budgetPeriod: BudgetPeriod | null;
  @Column('simple-json', { nullable: true }) allowedModels: string[] | null;
  @Column('simple-json', { nullable: true }) allowedAddresses: string[] | null;
  @Column('varchar', { default: '' }) keyHint: string;
  @Column('varchar', { nullable: true }) previousKeyHash: string | null;
  @Column('bigint', { nullable: true, transformer: safeInteger }) previousKeyWorksUntil: number | null;
  @Column('varchar', { default: '' }) description: string;
  @Column('simple-json', { default: '[]' }) tags: string[];
  @Column('varchar', { default: '' }) createdBy: string;
  @Column('bigint', { nullable: true, transformer: safeInteger }) lastUsedAt: number | null;
  @Column('integer', { default: 1 }) version: number;
  @Column('varchar', { nullable: true }) managedBy: string | null;
}
