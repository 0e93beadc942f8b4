import { Inject } from '@nestjs/common';
import { Command, SubCommand } from 'nest-commander';
import { DatabaseLocation, openDatabase } from '@app/persistence';
import { print, type OutputOptions } from '../output';
import { BackupCommand, RestoreCommand } from './backup.command';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

@SubCommand({ name: 'migrate', description: 'Create the database, or bring it up to date' })
export class MigrateCommand extends JsonCommand {
  override readonly example = 'db migrate';

  constructor(@Inject(DatabaseLocation) private readonly location: DatabaseLocation) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const database = await openDatabase(this.location);
    await database.close();
    print({ isUpToDate: true }, options, 'The database is up to date.');
  }
}

@Command({ name: 'db', description: 'The database', subCommands: [MigrateCommand, BackupCommand, RestoreCommand] })
export class DbCommand extends ParentCommand {
  override readonly example = 'db backup gophergate-backup.db';
}
