import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { InvalidRequestError, KeyRing, SecretUnreadableError } from '@app/common';
import { GATEWAY_CONFIG, KeptKeys, type GatewayConfig } from '@app/config';
import type { Actor } from '@app/contracts';
import { ControlChanges, contextOfRow, SEALED_COLUMNS, SealedValueRepository } from '@app/persistence';
import type { ResealedRow, SealedColumn } from '@app/persistence';
import { areJournalsHeld, journalRoot } from '@app/telemetry';
import { KeyCheck } from './key-check.service';
import { keyAudit } from './key-audit';

/** A gateway that was about to write a value when the key was changed has written it by then. */
const STRAGGLERS_MS = 1_500;

export interface RotationProgress {
  readonly done: number;
  readonly total: number;
}

export interface RotationReport {
  readonly keyId: string;
  readonly resealed: number;
  /** Values that no key here opens; they stay as they are. */
  readonly unreadable: number;
}

type RotationConfig = Pick<GatewayConfig, 'encryptionKey' | 'newEncryptionKey' | 'dataDir' | 'journal'>;

/** Moves every sealed value to the current key, while gateways go on reading and writing them. */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly keys: KeyRing,
    private readonly values: SealedValueRepository,
    private readonly changes: ControlChanges,
    private readonly check: KeyCheck,
    @Inject(GATEWAY_CONFIG) private readonly config: RotationConfig,
  ) {}

  /** How many values wait for the current key among those that can be opened: not 0 when a rotation was cut off. */
  async waiting(): Promise<number> {
    const others = new Set(this.keys.ids.slice(1));
    let waiting = (await this.check.keyId()) === this.keys.currentId ? 0 : 1;
    for (const column of SEALED_COLUMNS) {
      for (const [id, count] of await this.values.countByKey(column)) if (others.has(id)) waiting += count;
    }
    return waiting;
  }

  /**
   * Makes a new key where keys are kept in the data folder, unless a rotation was cut off: its key is taken then. Keys of the
   * environment are changed there. False: there is no other key than the one before. @throws ConfigError without the key that the values are sealed with
   */
  async begin(): Promise<boolean> {
    await this.check.verify();
    await this.refuseBesideGateway();
    const isCutOff = (await this.waiting()) > 0;
    if (isCutOff || this.config.encryptionKey !== undefined) return isCutOff;
    new KeptKeys(this.config.dataDir).rotate();
    return true;
  }

  /**
   * What has moved stays moved when this is cut off: the next call goes on with the rest. The check value moves last, so
   * a start without the old key is refused until all is done.
   */
  async run(actor: Actor, tell: (progress: RotationProgress) => void): Promise<RotationReport> {
    const total = await this.waiting();
    let resealed = 0;
    const count = (moved: number): void => {
      resealed += moved;
      tell({ done: Math.min(resealed, total), total });
    };
    await this.pass(count);
    await pause(STRAGGLERS_MS);
    const unreadable = await this.pass(count);
    await this.finish(actor, resealed, unreadable);
    return { keyId: this.keys.currentId, resealed, unreadable };
  }

  /** A key that was never in the configuration of the running gateway is one it cannot learn. */
  private async refuseBesideGateway(): Promise<void> {
    const { newEncryptionKey, dataDir, journal } = this.config;
    if (newEncryptionKey && (await areJournalsHeld(journalRoot(dataDir, journal.folder)))) {
      throw new InvalidRequestError(
        'A gateway runs that does not know the new key: stop it first, or start it with the new key in LLM_PROXY__ENCRYPTION_KEY and the old one in LLM_PROXY__ENCRYPTION_KEYS_OLD, and rotate without naming a new one.',
      );
    }
  }

  /** Returns how many could not be opened. */
  private async pass(count: (moved: number) => void): Promise<number> {
    let unreadable = 0;
    for (const column of SEALED_COLUMNS) {
      let after = '';
      for (;;) {
        const rows = await this.values.others(column, this.keys.currentId, after);
        const last = rows.at(-1);
        if (!last) break;
        after = last.row;
        const moving = rows.flatMap(({ row, sealed }) => this.resealed(column, row, sealed));
        // Opened and sealed outside of the transaction, which a gateway may be waiting for.
        if (moving.length > 0) await this.values.replace(column, moving);
        unreadable += rows.length - moving.length;
        count(moving.length);
      }
    }
    return unreadable;
  }

  private resealed(column: SealedColumn, row: string, sealed: string): ResealedRow[] {
    const context = contextOfRow(column, row);
    try {
      return [{ row, sealed, resealed: this.keys.seal(this.keys.open(sealed, context), context) }];
    } catch (error) {
      if (error instanceof SecretUnreadableError) return [];
      throw error;
    }
  }

  private async finish(actor: Actor, resealed: number, unreadable: number): Promise<void> {
    const keyId = this.keys.currentId;
    await this.changes.make(actor, async (transaction) => {
      const formerId = (await this.check.keyId(transaction)) ?? null;
      if (formerId === keyId && resealed === 0) return { result: undefined, audit: [] };
      await this.check.renew(transaction);
      const audit = keyAudit('encryption_key.rotate', keyId, { keyId: formerId }, { keyId, resealed, unreadable });
      return { result: undefined, audit: [audit] };
    });
  }
}
