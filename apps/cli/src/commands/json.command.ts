import { Option } from 'nest-commander';
import { BaseCommand } from './base.command';

/** A command with `--json`, as all that print something have it. */
export abstract class JsonCommand extends BaseCommand {
  @Option({ flags: '--json', description: 'print JSON for machines' })
  parseJson(): boolean {
    return true;
  }
}
