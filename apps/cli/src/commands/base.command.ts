import { CommandRunner } from 'nest-commander';
import { exitAfterParsing } from '../exit-code';

type Parser = Parameters<CommandRunner['setCommand']>[0];

/** What all commands have in common: a mistake in how one is called ends as a usage error, and not as a failure. */
export abstract class BaseCommand extends CommandRunner {
  override setCommand(command: Parser): this {
    // Commander asks every command for this by itself; the one at the top does not speak for those below.
    command.exitOverride(exitAfterParsing);
    return super.setCommand(command);
  }
}
