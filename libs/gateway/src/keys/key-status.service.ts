import { Injectable } from '@nestjs/common';
import { KeyRing } from '@app/common';
import type { Actor } from '@app/contracts';
import { ControlChanges, SEALED_COLUMNS, SealedValueRepository } from '@app/persistence';
import { keyAudit } from './key-audit';
import { KeyCheck } from './key-check.service';

/** One key, known or not, and what it seals. */
export interface KeyUse {
  readonly keyId: string;
  readonly state: 'current' | 'old' | 'missing';
  readonly values: number;
}

/** Which key seals how much; and an end to what no key opens any more. */
@Injectable()
export class KeyStatus {
  constructor(
    private readonly keys: KeyRing,
    private readonly values: SealedValueRepository,
    private readonly changes: ControlChanges,
    private readonly check: KeyCheck,
  ) {}

  /** The current key first, then the old ones, then those that are missing. */
  async list(): Promise<readonly KeyUse[]> {
    const counts = new Map(this.keys.ids.map((id) => [id, 0]));
    const add = (id: string, count: number): void => void counts.set(id, (counts.get(id) ?? 0) + count);
    for (const column of SEALED_COLUMNS) {
      for (const [id, count] of await this.values.countByKey(column)) add(id, count);
    }
    const checkedWith = await this.check.keyId();
    if (checkedWith !== undefined) add(checkedWith, 1);
    return [...counts].map(([keyId, values]) => ({ keyId, state: this.stateOf(keyId), values }));
  }

  /** Gives up every value whose key is missing: providers lose their stored keys, and the gateway starts again. */
  async forget(actor: Actor): Promise<readonly KeyUse[]> {
    const lost = (await this.list()).filter(({ state }) => state === 'missing');
    if (lost.length === 0) return [];
    const { currentId, ids } = this.keys;
    await this.changes.make(actor, async (transaction) => {
      for (const column of SEALED_COLUMNS) await this.values.forget(transaction, column, ids);
      await this.check.renew(transaction);
      const audit = lost.map(({ keyId, values }) => keyAudit('encryption_key.forget', keyId, { values }, null));
      return {
        result: undefined,
        audit: [...audit, keyAudit('encryption_key.use', currentId, null, { keyId: currentId })],
      };
    });
    return lost;
  }

  private stateOf(id: string): KeyUse['state'] {
    if (id === this.keys.currentId) return 'current';
    return this.keys.ids.includes(id) ? 'old' : 'missing';
  }
}
