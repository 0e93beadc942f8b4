import type { JobState } from '@app/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('jobs')
@Index('ix_jobs_created_at', ['createdAt'])
export class JobEntity {
  @PrimaryColumn('varchar') id: string;
  @Column('varchar') kind: string;
  @Column('varchar') state: JobState;
  @Column('simple-json') parameters: Record<string, unknown>;
  @Column('bigint', { transformer: safeInteger }) doneSteps: number;
  @Column('bigint', { nullable: true, transformer: safeInteger }) totalSteps: number | null;
  @Column('simple-json', { nullable: true }) result: Record<string, unknown> | null;
  @Column('varchar', { nullable: true }) error: string | null;
  @Column('varchar') createdBy: string;
  @Column('bigint', { transformer: safeInteger }) createdAt: number;
  @Column('bigint', { nullable: true, transformer: safeInteger }) startedAt: number | null;
  @Column('bigint', { nullable: true, transformer: safeInteger }) finishedAt: number | null;
}
