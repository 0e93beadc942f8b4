import { Clock } from '@app/common';
import type { Actor, AuditedChange } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { SettingEntity } from '../entities/setting.entity';
import { appendAudit } from './audit-log';
import type { ControlTransaction } from './control-transaction';

const VERSION_SETTING = 'config.version';

/** What came of a change, and what the audit log is to say of it. */
export interface Changed<T> {
  readonly result: T;
  /** Empty: it turned out that there was nothing to change. */
  readonly audit: readonly AuditedChange[];
}

/**
 * The one way to change what the control plane keeps: what is written, what the audit log says of it, and the version by which
 * running gateways notice, all in one transaction.
 */
@Injectable()
export class ControlChanges {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `work` reads and writes with its transaction only: anything else would wait for this one for ever. @throws what `work` throws; then nothing is changed */
  make<T>(actor: Actor, work: (transaction: ControlTransaction) => Promise<Changed<T>>): Promise<T> {
    return this.database.control.transaction(async (manager) => {
      const { result, audit } = await work(manager);
      if (audit.length === 0) return result;
      const now = this.clock.now();
      await appendAudit(manager, now, actor, audit);
      await raiseVersion(manager, now);
      return result;
    });
  }

  /** Rises with every change; 0 before the first. */
  version(): Promise<number> {
    return this.database.control.run(readVersion);
  }
}

async function readVersion(manager: EntityManager): Promise<number> {
  const setting = await manager.findOneBy(SettingEntity, { key: VERSION_SETTING });
  return typeof setting?.value === 'number' ? setting.value : 0;
}

async function raiseVersion(manager: EntityManager, now: number): Promise<void> {
  const value = (await readVersion(manager)) + 1;
  await manager.upsert(SettingEntity, { key: VERSION_SETTING, value, updatedAt: now }, ['key']);
}
