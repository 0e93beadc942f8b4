import { BaseCommand } from './base.command';

/** A command that only gathers others. */
export abstract class ParentCommand extends BaseCommand {
  async run([unknown]: string[]): Promise<void> {
    if (unknown === undefined) this.command.help();
    else this.command.error(`error: unknown command '${unknown}'; see --help`);
  }
}
