import { Option } from 'nest-commander';
import type { OutputOptions } from '../output';
import { YesCommand } from './yes.command';
import { JsonCommand } from './json.command';

export interface UsernameOptions extends OutputOptions {
  readonly username: string;
}

/** A command about one login. */
export abstract class UsernameCommand extends JsonCommand {
  @Option({ flags: '-u, --username <name>', description: 'name of the user', required: true })
  parseUsername(name: string): string {
    return name.trim();
  }
}

/** As `UsernameCommand`, and asks first. */
export abstract class UsernameYesCommand extends YesCommand {
  @Option({ flags: '-u, --username <name>', description: 'name of the user', required: true })
  parseUsername(name: string): string {
    return name.trim();
  }
}
