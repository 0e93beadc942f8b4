import { CommandRunner, Option } from 'nest-commander';

/** A command with `--json`, as all that print something have it. */
export abstract class JsonCommand extends CommandRunner {
  @Option({ flags: '--json', description: 'print JSON for machines' })
  parseJson(): boolean {
    return true;
  }
}
