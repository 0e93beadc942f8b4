import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer.transformer';

/** How far a journal has been taken into the ledger; written in the transaction of the rows it speaks of. */
@Entity('journal_checkpoints')
export class JournalCheckpointEntity {
  @PrimaryColumn('varchar') journalId: string;
  @Column('integer') segment: number;
  @Column('bigint', { transformer: safeInteger }) byteOffset: number;
  @Column('bigint', { transformer: safeInteger }) updatedAt: number;
}
