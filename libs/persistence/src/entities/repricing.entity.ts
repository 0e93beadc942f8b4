import type { CostState, RequestRepricing } from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

/** What a ledger row cost before a re-pricing changed it: nothing that was ever billed is forgotten. */
@Entity('repricings')
@Index('ix_repricings_request_id', ['requestId'])
export class RepricingEntity implements RequestRepricing {
  /** One run of the command. */
  @PrimaryColumn('varchar') runId: string;
  @PrimaryColumn('varchar') requestId: string;
  @Column('bigint', { transformer: safeInteger }) repricedAt: number;
  @Column('bigint', { nullable: true, transformer: safeInteger }) oldCostNanoUsd: number | null;
  @Column('varchar', { nullable: true }) oldCostState: CostState | null;
  @Column('varchar', { nullable: true }) oldPriceId: string | null;
  @Column('bigint', { nullable: true, transformer: safeInteger }) newCostNanoUsd: number | null;
  @Column('varchar', { nullable: true }) newCostState: CostState | null;
  @Column('varchar', { nullable: true }) newPriceId: string | null;
}
