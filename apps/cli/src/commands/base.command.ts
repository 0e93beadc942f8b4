import { CommandRunner } from 'nest-commander';
import { exitAfterParsing } from '../exit-code';

type Parser = Parameters<CommandRunner['setCommand']>[0];

/** What all commands have in common: an example at the end of their help, and a mistake in a call ends as a usage error. */
export abstract class BaseCommand extends CommandRunner {
  /** A call that works, without the name of the program. */
  readonly example: string = '';

  override setCommand(command: Parser): this {
    // Commander asks every command for this by itself; the one at the top does not speak for those below.
    command.exitOverride(exitAfterParsing).addHelpText('after', `\nExample:\n  gophergate ${this.example}`);
    return super.setCommand(command);
  }
}
