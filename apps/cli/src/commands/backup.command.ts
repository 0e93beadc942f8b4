import { resolve } from 'node:path';
import { Inject } from '@nestjs/common';
import { Option, SubCommand } from 'nest-commander';
import { Clock } from '@app/common';
import { DatabaseBackups } from '@app/gateway';
import { confirm, type ConfirmOptions } from '../confirm';
import { operator } from '../operator';
import { print, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';

interface BackupOptions extends OutputOptions {
  readonly force?: boolean;
}

@SubCommand({
  name: 'backup',
  arguments: '<file>',
  description: 'Copy the database to a file, while the gateway runs; the encryption key is not in it',
})
export class BackupCommand extends JsonCommand {
  override readonly example = 'db backup gophergate-backup.db';

  constructor(private readonly backups: DatabaseBackups) {
    super();
  }

  async run([file = '']: string[], options?: BackupOptions): Promise<void> {
    const report = await this.backups.backUp(resolve(file), options?.force === true);
    const { bytes, waitingBytes, keyId } = report;
    const waiting =
      waitingBytes > 0 ? ` ${waitingBytes} bytes of requests were still in the journal and are not in it.` : '';
    print(
      report,
      options,
      `${report.file} holds the database (${bytes} bytes).${waiting} Its secrets need the encryption key ${keyId ?? 'that is made at the first start'}: keep that elsewhere.`,
    );
  }

  @Option({ flags: '--force', description: 'let the file take the place of one that is there' })
  parseForce(): boolean {
    return true;
  }
}

@SubCommand({
  name: 'restore',
  arguments: '<file>',
  description: 'Put a backup in the place of the database, while no gateway runs; the former one is kept beside it',
})
export class RestoreCommand extends JsonCommand {
  override readonly example = 'db restore gophergate-backup.db --yes';

  constructor(
    private readonly backups: DatabaseBackups,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  async run([file = '']: string[], options?: OutputOptions & ConfirmOptions): Promise<void> {
    await confirm('The backup takes the place of the whole database, and all sessions end.', options);
    const report = await this.backups.restore(operator(), resolve(file), new Date(this.clock.now()));
    const former = report.former === null ? '' : ` The former one is ${report.former}.`;
    const key =
      report.missingKeyId === null
        ? ''
        : ` Its secrets are sealed with the encryption key ${report.missingKeyId}, which is not here: the gateway will not start before it is; see "key status".`;
    print(report, options, `The database is that of the backup now.${former}${key}`);
  }

  @Option({ flags: '-y, --yes', description: 'do not ask' })
  parseYes(): boolean {
    return true;
  }
}
