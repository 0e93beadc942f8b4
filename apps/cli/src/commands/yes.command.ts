import { Option } from 'nest-commander';
import type { ConfirmOptions } from '../confirm';
import type { OutputOptions } from '../output';
import { JsonCommand } from './json.command';

export type YesOptions = OutputOptions & ConfirmOptions;

/** A command that destroys something, and so asks first. */
export abstract class YesCommand extends JsonCommand {
  @Option({ flags: '-y, --yes', description: 'do not ask' })
  parseYes(): boolean {
    return true;
  }
}
