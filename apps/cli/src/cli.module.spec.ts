import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { BaseCommand } from './commands/base.command';
import { COMMANDS } from './cli.module';

interface Meta {
  readonly name: string;
  readonly description?: string;
  readonly subCommands?: readonly Type<BaseCommand>[];
}
interface Named {
  readonly path: string;
  readonly command: Type<BaseCommand>;
  readonly meta: Meta;
}

const COMMAND = 'CommandBuilder:Command:Meta';
const SUB_COMMAND = 'CommandBuilder:Subcommand:Meta';
const all: readonly Type<BaseCommand>[] = COMMANDS;

function named(command: Type<BaseCommand>, above = ''): Named[] {
  const meta = Reflect.getMetadata(above === '' ? COMMAND : SUB_COMMAND, command) as Meta;
  const path = `${above} ${meta.name}`.trim();
  return [{ path, command, meta }, ...(meta.subCommands ?? []).flatMap((sub) => named(sub, path))];
}

const commands = all.filter((command) => Reflect.hasMetadata(COMMAND, command)).flatMap((command) => named(command));

describe('the command line', () => {
  it('knows each command that is registered, and registers each it knows', () => {
    expect(new Set(commands.map(({ command }) => command))).toEqual(new Set(all));
  });

  it.each(commands)('$path says what it does and shows a call', ({ path, command, meta }) => {
    expect(meta.description).toMatch(/^[A-Z].*[^.]$/);
    // What it needs to run is not needed to say this.
    const { example } = new command();
    expect(example.split(' ').slice(0, path.split(' ').length).join(' ')).toBe(
      path.includes(' ') ? path : path.split(' ')[0],
    );
    expect(example).not.toMatch(/^gophergate/);
  });
});
