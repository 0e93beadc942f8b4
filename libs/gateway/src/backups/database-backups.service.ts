import { Inject, Injectable } from '@nestjs/common';
import { Clock, KeyRing } from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import type { Actor } from '@app/contracts';
import {
  backUpDatabase,
  checkDatabaseFile,
  ControlChanges,
  type Database,
  DatabaseLocation,
  DatabaseUnavailableError,
  LedgerRepository,
  openDatabase,
  restoreDatabase,
  SessionRepository,
  SettingRepository,
} from '@app/persistence';
import { journalBacklog, journalRoot } from '@app/telemetry';
import { sealingKeyOf } from '../keys/key-check.service';

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  /** Of the journal: requests that have been answered and are not in the database yet. */
  readonly waitingBytes: number;
  /** The key without which the copied secrets are worth nothing; null where nothing was sealed yet. */
  readonly keyId: string | null;
}

export interface RestoreReport {
  /** Where the database is that was there before; null where there was none. */
  readonly former: string | null;
  /** The key that the restored secrets need, where it is not here. */
  readonly missingKeyId: string | null;
}

/** Copies of the whole database, and the way back. Opens the database itself: it may be missing, or broken. */
@Injectable()
export class DatabaseBackups {
  constructor(
    @Inject(DatabaseLocation) private readonly location: DatabaseLocation,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'dataDir' | 'journal'>,
    private readonly keys: KeyRing,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws BackupError, DatabaseUnavailableError */
  async backUp(file: string, isForced: boolean): Promise<BackupReport> {
    // A gateway that was upgraded and has not started yet has migrations to run, which is not the business of a copy.
    const { problem, pendingMigrations } = await checkDatabaseFile(this.location, 'quick');
    if (problem !== null) throw new DatabaseUnavailableError(`"${this.location}" cannot be copied. ${problem}`);
    const bytes = await backUpDatabase(this.location, file, isForced);
    const { waitingBytes, keyId } =
      pendingMigrations > 0 ? { waitingBytes: 0, keyId: null } : await this.withDatabase((it) => this.stateOf(it));
    return { file, bytes, waitingBytes, keyId };
  }

  /** Sessions end: one that was ended since must not come back. @throws BackupError, DatabaseInUseError */
  async restore(actor: Actor, file: string, now: Date): Promise<RestoreReport> {
    const former = (await restoreDatabase(this.location, file, now)) ?? null;
    const keyId = await this.withDatabase(async (database) => {
      await new ControlChanges(database, this.clock).make(actor, async (transaction) => {
        await new SessionRepository(database).removeAll(transaction);
        const audit = {
          action: 'config.restore',
          entity: 'config',
          entityId: 'database',
          entityName: 'database',
        } as const;
        return { result: undefined, audit: [{ ...audit, before: null, after: { isFormerKept: former !== null } }] };
      });
      return sealingKeyOf(new SettingRepository(database, this.clock));
    });
    return { former, missingKeyId: keyId === undefined || this.keys.ids.includes(keyId) ? null : keyId };
  }

  private async stateOf(database: Database): Promise<Pick<BackupReport, 'waitingBytes' | 'keyId'>> {
    const ledger = new LedgerRepository(database, this.clock);
    const root = journalRoot(this.config.dataDir, this.config.journal.folder);
    return {
      waitingBytes: await journalBacklog(root, (id) => ledger.checkpointOf(id)),
      keyId: (await sealingKeyOf(new SettingRepository(database, this.clock))) ?? null,
    };
  }

  private async withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase(this.location, {}, this.clock);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }
}
