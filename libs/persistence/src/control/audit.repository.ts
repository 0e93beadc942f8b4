import type { AuditEntity, AuditEntry } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Between, LessThan, MoreThan, type FindOptionsWhere } from 'typeorm';
import { Database } from '../database/database';
import { AuditEntryEntity } from '../entities/audit-entry.entity';
import { auditHash, NO_ENTRY_HASH } from './audit-hash';
import { auditEntryOf, readHead } from './audit-log';

export interface AuditFilter {
  readonly entity?: AuditEntity;
  readonly entityId?: string;
  readonly actorName?: string;
  readonly action?: string;
  /** Epoch milliseconds, `from` included, `to` not. */
  readonly from?: number;
  readonly to?: number;
}

/** Whether the log is whole; `brokenAt`: the first sequence number that is wrong or missing. */
export interface AuditCheck {
  readonly entries: number;
  readonly brokenAt: number | null;
  /** Hash of the last whole entry, to be noted elsewhere; null of an empty log. */
  readonly head: string | null;
  /** Whether a whole entry has the hash that was noted before; null where none was given. */
  readonly holdsNoted: boolean | null;
}

const CHECKED_AT_ONCE = 1_000;

@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** Newest first, those before `before` (a sequence number). */
  async list(filter: AuditFilter, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<AuditEntry[]> {
    const { from = 0, to = Number.MAX_SAFE_INTEGER, ...equal } = filter;
    const where: FindOptionsWhere<AuditEntryEntity> = {
      ...equal,
      at: Between(from, to - 1),
      sequence: LessThan(before),
    };
    const rows = await this.database.reader.run((manager) =>
      manager.find(AuditEntryEntity, { where, order: { sequence: 'DESC' }, take: limit }),
    );
    return rows.map(auditEntryOf);
  }

  /** Works the whole chain out again. Who can write the file can write a whole new chain, but none that holds a hash noted elsewhere. */
  async check(noted?: string): Promise<AuditCheck> {
    const head = await this.database.reader.run(readHead);
    let [hash, entries, holdsNoted] = [NO_ENTRY_HASH, 0, false];
    const result = (brokenAt: number | null): AuditCheck => ({
      ...{ entries, brokenAt, head: entries === 0 ? null : hash },
      holdsNoted: noted === undefined ? null : holdsNoted,
    });
    for (;;) {
      const rows = await this.pageAfter(entries);
      for (const { hash: kept, ...row } of rows) {
        const worked = auditHash(hash, row);
        if (row.sequence !== entries + 1 || worked !== kept) return result(entries + 1);
        [hash, entries, holdsNoted] = [worked, entries + 1, holdsNoted || worked === noted];
        if (entries === head.sequence) return result(hash === head.hash ? null : entries);
      }
      if (rows.length === 0) return result(entries === head.sequence ? null : entries + 1);
    }
  }

  private pageAfter(sequence: number): Promise<AuditEntryEntity[]> {
    return this.database.reader.run((manager) =>
      manager.find(AuditEntryEntity, {
        where: { sequence: MoreThan(sequence) },
        order: { sequence: 'ASC' },
        take: CHECKED_AT_ONCE,
      }),
    );
  }
}
