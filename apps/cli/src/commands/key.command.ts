import { Command, Option, SubCommand } from 'nest-commander';
import { KeyRotation, KeyStatus } from '@app/gateway';
import { confirm, type ConfirmOptions } from '../confirm';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { ProgressBar } from '../progress';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

@SubCommand({ name: 'status', description: 'Show which encryption key seals how many values' })
export class KeyStatusCommand extends JsonCommand {
  override readonly example = 'key status';

  constructor(private readonly status: KeyStatus) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const keys = await this.status.list();
    const rows = keys.map(({ keyId, state, values }) => [keyId, state, String(values)]);
    print(keys, options, table(['Key', 'State', 'Values'], rows));
  }
}

@SubCommand({
  name: 'rotate',
  description:
    'Seal every stored secret with a new encryption key; goes on where it was cut off, while the gateway runs',
})
export class RotateKeyCommand extends JsonCommand {
  override readonly example = 'key rotate';

  constructor(private readonly rotation: KeyRotation) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    if (!(await this.rotation.begin())) {
      print({ resealed: 0 }, options, NOTHING_TO_DO);
      return;
    }
    const bar = new ProgressBar('Sealing');
    const report = await this.rotation.run(operator(), (progress) => {
      bar.tell(progress);
    });
    bar.end();
    const { keyId, resealed, unreadable } = report;
    const lost = `${unreadable} values are sealed with a key that is missing and stay as they are; see "key status".`;
    print(
      report,
      options,
      `${resealed} values are sealed with the key ${keyId} now. ${unreadable > 0 ? lost : OLD_CAN_GO}`,
    );
  }

  @Option({
    flags: '--new-key-stdin',
    description: 'read the new key from standard input, for keys of the environment while no gateway runs',
  })
  parseStdin(): boolean {
    return true;
  }
}

@SubCommand({ name: 'forget', description: 'Give up stored secrets whose encryption key is lost' })
export class ForgetKeyCommand extends JsonCommand {
  override readonly example = 'key forget --yes';

  constructor(private readonly status: KeyStatus) {
    super();
  }

  async run(_: string[], options?: OutputOptions & ConfirmOptions): Promise<void> {
    const missing = (await this.status.list()).filter(({ state }) => state === 'missing');
    if (missing.length > 0) await confirm(`Secrets of ${missing.length} missing keys are removed for good.`, options);
    const forgotten = missing.length > 0 ? await this.status.forget(operator()) : [];
    const count = forgotten.reduce((sum, { values }) => sum + values, 0);
    print(forgotten, options, count === 0 ? 'No key is missing.' : `${count} values were given up.`);
  }

  @Option({ flags: '-y, --yes', description: 'do not ask' })
  parseYes(): boolean {
    return true;
  }
}

@Command({
  name: 'key',
  description: 'The encryption key of stored secrets',
  subCommands: [KeyStatusCommand, RotateKeyCommand, ForgetKeyCommand],
})
export class KeyCommand extends ParentCommand {
  override readonly example = 'key status';
}

const NOTHING_TO_DO =
  'Every value is sealed with the present key already. To change it, start the gateway with the new key in LLM_PROXY__ENCRYPTION_KEY and the old one in LLM_PROXY__ENCRYPTION_KEYS_OLD, and run this again.';
const OLD_CAN_GO = 'Nothing here needs the old key any more; keep it as long as backups that are sealed with it.';
