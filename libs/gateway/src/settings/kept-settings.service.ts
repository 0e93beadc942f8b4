import { Injectable } from '@nestjs/common';
import { isRecord } from '@app/common';
import type { Actor } from '@app/contracts';
import {
  ControlChanges,
  SettingRepository,
  StaleVersionError,
  type ChangeOptions,
  type ControlTransaction,
} from '@app/persistence';

type Values = Readonly<Record<string, unknown>>;

/** Some values of the installation that people change together. */
export interface Kept {
  /** 0 while nothing is stored. */
  readonly version: number;
  readonly values: Values;
}

const NOTHING: Kept = { version: 0, values: {} };

/** Sets of values in the table of settings: each with a version, each change in the audit log. */
@Injectable()
export class KeptSettings {
  constructor(
    private readonly changes: ControlChanges,
    private readonly settings: SettingRepository,
  ) {}

  async read(key: string, transaction?: ControlTransaction): Promise<Kept> {
    const stored = await this.settings.get(key, transaction);
    if (!isRecord(stored)) return NOTHING;
    const { version, values } = stored;
    return typeof version === 'number' && isRecord(values) ? { version, values } : NOTHING;
  }

  /** `alter` is given what is stored then. @throws StaleVersionError, and what `alter` throws; then nothing is changed */
  change(
    actor: Actor,
    key: string,
    alter: (values: Values) => Values,
    { expectedVersion }: Pick<ChangeOptions, 'expectedVersion'> = {},
  ): Promise<Kept> {
    return this.changes.make(actor, async (transaction) => {
      const before = await this.read(key, transaction);
      if (expectedVersion !== undefined && expectedVersion !== before.version) throw new StaleVersionError();
      const after: Kept = { version: before.version + 1, values: alter(before.values) };
      await this.settings.set(key, { ...after }, transaction);
      const entry = { action: 'setting.update', entity: 'setting' as const, entityId: key, entityName: key };
      return { result: after, audit: [{ ...entry, before: before.values, after: after.values }] };
    });
  }
}
