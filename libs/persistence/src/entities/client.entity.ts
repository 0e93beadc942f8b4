import type { BudgetPeriod, Client } from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('clients')
@Index('uq_clients_name', ['name'], { unique: true })
@Index('uq_clients_key_hash', ['keyHash'], { unique: true })
export class ClientEntity implements Omit<Client, 'limits'> {
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
}
