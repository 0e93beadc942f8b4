import type { Type } from '@nestjs/common';
import type { BaseCommand } from '../../apps/cli/src/commands/base.command';

/** Where nest-commander's decorators leave what they were told; it exports no names for that. */
const COMMAND = 'CommandBuilder:Command:Meta';
const SUB_COMMAND = 'CommandBuilder:Subcommand:Meta';
const OPTION = 'CommandBuilder:Option:Meta';

interface CommandMeta {
  readonly name: string;
  readonly description?: string;
  readonly arguments?: string;
  readonly aliases?: readonly string[];
  readonly subCommands?: readonly Type<BaseCommand>[];
}

export interface OptionNote {
  /** As in help: `-n, --name <name>`. */
  readonly flags: string;
  readonly description?: string;
  readonly required?: boolean;
}

/** A verb as its decorators describe it. */
export interface CommandNote {
  /** Words that call it, such as `clients create`. */
  readonly path: string;
  readonly command: Type<BaseCommand>;
  readonly description: string;
  readonly arguments: string;
  readonly aliases: readonly string[];
  readonly options: readonly OptionNote[];
  /** A call that works, without the name of the program. */
  readonly example: string;
  /** It only gathers others. */
  readonly isParent: boolean;
}

/** Every verb, each parent before what it gathers. What they need to run is not needed for that. */
export function commandTree(commands: readonly Type<BaseCommand>[]): CommandNote[] {
  return commands.filter((command) => Reflect.hasMetadata(COMMAND, command)).flatMap((command) => notesOf(command, ''));
}

function notesOf(command: Type<BaseCommand>, above: string): CommandNote[] {
  const meta = Reflect.getMetadata(above === '' ? COMMAND : SUB_COMMAND, command) as CommandMeta;
  const path = `${above} ${meta.name}`.trim();
  const { description = '', aliases = [], subCommands = [] } = meta;
  const note: CommandNote = {
    ...{ path, command, description, aliases, arguments: meta.arguments ?? '' },
    ...{ options: optionsOf(command), example: new command().example, isParent: subCommands.length > 0 },
  };
  return [note, ...subCommands.flatMap((sub) => notesOf(sub, path))];
}

/** Its own first, then those it inherits. */
function optionsOf(command: Type<BaseCommand>): OptionNote[] {
  const options: OptionNote[] = [];
  for (let at: unknown = command.prototype; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(at))) {
      const value: unknown = descriptor.value;
      const option: unknown = typeof value === 'function' ? Reflect.getMetadata(OPTION, value) : undefined;
      if (isOption(option)) options.push(option);
    }
  }
  return options;
}

function isOption(value: unknown): value is OptionNote {
  return typeof value === 'object' && value !== null && 'flags' in value;
}
