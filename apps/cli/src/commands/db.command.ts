import { Command, SubCommand } from 'nest-commander';
import { print, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

@SubCommand({ name: 'migrate', description: 'Create the database, or bring it up to date' })
export class MigrateCommand extends JsonCommand {
  override readonly example = 'db migrate';

  /** Opening the database has migrated it before any command runs. */
  async run(_: string[], options?: OutputOptions): Promise<void> {
    print({ isUpToDate: true }, options, 'The database is up to date.');
  }
}

@Command({ name: 'db', description: 'The database', subCommands: [MigrateCommand] })
export class DbCommand extends ParentCommand {
  override readonly example = 'db backup gophergate-backup.db';
}
