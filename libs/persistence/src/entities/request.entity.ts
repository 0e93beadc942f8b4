import type {
  CostFormula,
  CostState,
  RequestOutcome,
  RequestRecord,
  RouteTrace,
  UsageDetails,
  UsageSource,
} from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

/**
 * A row of the ledger. Texts have no length, because a row that a caller's long model name made unstorable would be
 * lost; durations are floating point, because our own overhead is a fraction of a millisecond.
 */
@Entity('requests')
@Index('ix_requests_client_id_request_id', ['clientId', 'requestId'])
@Index('ix_requests_started_at', ['startedAt'])
export class RequestEntity implements RequestRecord {
  @PrimaryColumn('varchar', { length: 36 }) requestId: string;
  @Column('varchar', { nullable: true }) clientRequestId: string | null;
  @Column('varchar') clientId: string;
  @Column('varchar') endpoint: string;
  @Column('varchar') askedModel: string;
  @Column('varchar', { nullable: true }) route: string | null;
  @Column('varchar', { nullable: true }) groupName: string | null;
  @Column('varchar', { nullable: true }) providerId: string | null;
  @Column('varchar', { nullable: true }) sentModel: string | null;
  @Column('varchar', { nullable: true }) servedModel: string | null;
  @Column('integer') attempts: number;
  @Column('varchar') outcome: RequestOutcome;
  @Column('integer') httpStatus: number;
  @Column('varchar', { nullable: true }) errorCode: string | null;
  @Column('boolean') isStream: boolean;
  @Column('integer', { nullable: true }) freshInputTokens: number | null;
  @Column('integer', { nullable: true }) cachedInputTokens: number | null;
  @Column('integer', { nullable: true }) cacheWriteTokens: number | null;
  @Column('integer', { nullable: true }) outputTokens: number | null;
  @Column('integer', { nullable: true }) reasoningTokens: number | null;
  @Column('integer', { nullable: true }) audioInputTokens: number | null;
  @Column('integer', { nullable: true }) imageCount: number | null;
  @Column('simple-json', { nullable: true }) usageDetails: UsageDetails | null;
  @Column('varchar', { nullable: true }) usageSource: UsageSource | null;
  @Column('bigint', { nullable: true, transformer: safeInteger }) costNanoUsd: number | null;
  @Column('varchar', { nullable: true }) costState: CostState | null;
  @Column('varchar', { nullable: true }) priceId: string | null;
  @Column('bigint', { nullable: true, transformer: safeInteger }) savedNanoUsd: number | null;
  @Column('simple-json', { nullable: true }) costFormula: CostFormula | null;
  @Column('bigint', { transformer: safeInteger }) startedAt: number;
  @Column('double precision') latencyMs: number;
  @Column('double precision', { nullable: true }) timeToFirstTokenMs: number | null;
  @Column('double precision', { nullable: true }) overheadMs: number | null;
  @Column('simple-json', { nullable: true }) routeTrace: RouteTrace | null;
}
