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

  /** Works the whole chain out again. */
  async check(): Promise<AuditCheck> {
    const head = await this.database.reader.run(readHead);
    let [hash, entries] = [NO_ENTRY_HASH, 0];
    for (;;) {
      const rows = await this.pageAfter(entries);
      for (const { hash: kept, ...row } of rows) {
        hash = auditHash(hash, row);
        if (row.sequence !== entries + 1 || hash !== kept) return { entries, brokenAt: entries + 1 };
        entries += 1;
        if (entries === head.sequence) return { entries, brokenAt: hash === head.hash ? null : entries };
      }
      if (rows.length === 0) return { entries, brokenAt: entries === head.sequence ? null : entries + 1 };
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
