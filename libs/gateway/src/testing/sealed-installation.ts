import type { KeyRing } from '@app/common';
import { keyRingOf, type GatewayConfig } from '@app/config';
import {
  AuditRepository,
  CapturedBodyRepository,
  contextOfRow,
  ControlChanges,
  KeptStateRepository,
  SEALED_COLUMNS,
  SealedValueRepository,
  SettingRepository,
} from '@app/persistence';
import { join } from 'node:path';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { KeyCheck } from '../keys/key-check.service';
import { KeyRotation } from '../keys/key-rotation.service';
import { KeyStatus } from '../keys/key-status.service';

const LATER = 9_000_000_000_000;

/** A database with sealed values in every place there is, and the keys to it in its data folder. */
export class SealedInstallation {
  readonly dataDir: string;
  readonly settings: SettingRepository;
  readonly values: SealedValueRepository;
  readonly audit: AuditRepository;
  private readonly changes: ControlChanges;

  private constructor(private readonly temporary: TemporaryDatabase) {
    const { database, file } = temporary;
    const clock = new ManualClock();
    this.dataDir = join(file, '..');
    this.settings = new SettingRepository(database, clock);
    this.values = new SealedValueRepository(database);
    this.audit = new AuditRepository(database);
    this.changes = new ControlChanges(database, clock);
  }

  static async make(rows: number): Promise<SealedInstallation> {
    const installation = new SealedInstallation(await temporaryDatabase());
    await installation.process().check.verify();
    await installation.fill(rows);
    return installation;
  }

  /** What one process of the installation has, with the keys of the data folder or with others. */
  process(
    keys = keyRingOf({ encryptionKey: undefined, oldEncryptionKeys: [], dataDir: this.dataDir }),
    fields: Partial<Pick<GatewayConfig, 'encryptionKey' | 'newEncryptionKey'>> = {},
  ) {
    const journal: GatewayConfig['journal'] = {
      ...{ durability: 'process', folder: undefined, reserveBytes: 0, onFull: 'refuse' },
    };
    const config = { encryptionKey: undefined, newEncryptionKey: undefined, dataDir: this.dataDir, journal, ...fields };
    const check = new KeyCheck(keys, this.settings, config);
    return {
      keys,
      check,
      rotation: new KeyRotation(keys, this.values, this.changes, check, config),
      status: new KeyStatus(keys, this.values, this.changes, check),
    };
  }

  /** Every sealed text of the database, opened, by its place. */
  async opened(keys: KeyRing): Promise<Record<string, string>> {
    const texts: Record<string, string> = {};
    for (const column of SEALED_COLUMNS) {
      for (let after = ''; ;) {
        const rows = await this.values.others(column, 'no key', after);
        const last = rows.at(-1);
        if (!last) break;
        after = last.row;
        for (const { row, sealed } of rows) {
          const context = contextOfRow(column, row);
          texts[context] = keys.open(sealed, context);
        }
      }
    }
    return texts;
  }

  remove(): Promise<void> {
    return this.temporary.remove();
  }

  private async fill(rows: number): Promise<void> {
    const { keys } = this.process();
    const { database } = this.temporary;
    const sealed = (table: string, column: string, row: string): string =>
      keys.seal(`${table} ${column} ${row}`, `${table}|${column}|${row}`);
    const ids = Array.from({ length: rows }, (_, index) => `row-${String(index).padStart(4, '0')}`);
    await new KeptStateRepository(database).put(
      ids.map((id) => ({ id, sealed: sealed('kept_states', 'sealed', id), expiresAt: LATER })),
    );
    await new CapturedBodyRepository(database).add(
      ids.slice(0, 12).map((requestId) => ({
        requestId,
        sealedRequest: sealed('captured_bodies', 'sealed_request', requestId),
        sealedAnswer: sealed('captured_bodies', 'sealed_answer', requestId),
        isCut: false,
        expiresAt: LATER,
      })),
    );
    await database.control.run((manager) =>
      manager.query(
        `INSERT INTO providers (id, encrypted_api_key, tuning, updated_at) VALUES (?, ?, '{}', 1), ('none', NULL, '{}', 1)`,
        ['openai', sealed('providers', 'encrypted_api_key', 'openai')],
      ),
    );
  }
}
