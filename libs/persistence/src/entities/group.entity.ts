import type { RoutingStrategy, StoredGroup } from '@app/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

@Entity('groups')
export class GroupEntity implements StoredGroup {
  @PrimaryColumn('varchar') name: string;
  @Column('varchar') strategy: RoutingStrategy;
  @Column('simple-json') targets: string[];
  @Column('integer', { nullable: true }) logicLevel: number | null;
  @Column('varchar', { nullable: true }) primaryUse: string | null;
  @Column('simple-json') settings: Record<string, unknown>;
  @Column('boolean') isEnabled: boolean;
  /** Came with the product; stays true when an administrator edits the group. */
  @Column('boolean') isSeeded: boolean;
  @Column('integer', { default: 1 }) version: number;
  @Column('varchar', { nullable: true }) managedBy: string | null;
  @Column('bigint', { transformer: safeInteger }) createdAt: number;
  @Column('bigint', { transformer: safeInteger }) updatedAt: number;
}
