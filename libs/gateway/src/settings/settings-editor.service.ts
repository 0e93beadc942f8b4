import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvalidRequestError } from '@app/common';
import { CHANGEABLE_FIELDS, CHANGEABLE_VARIABLES, LiveSettings, settingProblem } from '@app/config';
import type { Actor } from '@app/contracts';
import type { UpdateSettingsRequest } from '@app/contracts/admin';
import type { ChangeOptions } from '@app/persistence';
import { KeptSettings } from './kept-settings.service';
import { SettingGivenError } from './setting-given.error';

const KEY = 'settings';

/** Changes what the database says of settings, and puts it in force here; other processes notice by the version of the configuration. */
@Injectable()
export class SettingsEditor implements OnModuleInit {
  constructor(
    private readonly kept: KeptSettings,
    private readonly live: LiveSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  async reload(): Promise<void> {
    this.live.adopt((await this.kept.read(KEY)).values);
  }

  async version(): Promise<number> {
    return (await this.kept.read(KEY)).version;
  }

  /** @throws SettingGivenError, InvalidRequestError, StaleVersionError */
  async update(actor: Actor, change: UpdateSettingsRequest, options: ChangeOptions = {}): Promise<void> {
    const fields = CHANGEABLE_FIELDS.filter((field) => change[field] !== undefined);
    for (const field of fields) {
      if (this.live.isGiven(field)) throw new SettingGivenError(field, CHANGEABLE_VARIABLES[field]);
      const problem = change[field] === null ? undefined : settingProblem(field, change[field]);
      if (problem !== undefined) throw new InvalidRequestError(`"${field}" ${problem}.`, field, 'invalid_value');
    }
    const { values } = await this.kept.change(
      actor,
      KEY,
      (before) => {
        const after = { ...before, ...Object.fromEntries(fields.map((field) => [field, change[field]])) };
        return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null));
      },
      options,
    );
    this.live.adopt(values);
  }
}
