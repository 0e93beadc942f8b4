import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { COMMANDS } from './cli.module';
import { renderCommandGuide } from '../../../test/commands/command-guide';
import { commandTree } from '../../../test/commands/command-tree';
import type { BaseCommand } from './commands/base.command';

const all: readonly Type<BaseCommand>[] = COMMANDS;
const commands = commandTree(all);
/** What an argument would show to every process of the machine. */
const SECRET = /key|password|secret|token(?!s)/i;
/** What is gone afterwards is asked about first. */
const DESTROYS = /^remove$|^restore$|^forget$/;

describe('the command line', () => {
  it('knows each command that is registered, and registers each it knows', () => {
    expect(new Set(commands.map(({ command }) => command))).toEqual(new Set(all));
  });

  it('gives each class a name of its own, by which verbs find their parts', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it.each(commands)('$path says what it does and shows a call', ({ path, description, example }) => {
    expect(description).toMatch(/^[A-Z].*[^.]$/);
    expect(example.split(' ').slice(0, path.split(' ').length).join(' ')).toBe(
      path.includes(' ') ? path : path.split(' ')[0],
    );
    expect(example).not.toMatch(/^gophergate/);
  });

  it.each(commands)('$path takes no secret as an argument', ({ options, arguments: positional }) => {
    const taking = options.filter(({ flags }) => /[<[]/.test(flags)).map(({ flags }) => flags);
    expect([...taking, positional].filter((text) => SECRET.test(text))).toEqual([]);
  });

  it.each(commands.filter(({ isParent }) => !isParent))('$path says what each option does', ({ options }) => {
    const flags = options.map((option) => option.flags);
    expect(new Set(flags).size).toBe(flags.length);
    for (const option of options) expect(option.description).toMatch(/^\S.*[^.]$/);
  });

  it.each(commands.filter(({ isParent, path }) => !isParent && path !== 'usage export'))(
    '$path prints JSON where it is asked to',
    ({ options }) => {
      expect(options.map(({ flags }) => flags)).toContain('--json');
    },
  );

  it.each(commands.filter(({ path }) => DESTROYS.test(path.split(' ').at(-1) ?? '')))(
    '$path can be answered in advance',
    ({ options }) => {
      expect(options.map(({ flags }) => flags)).toContain('-y, --yes');
    },
  );

  it('is described in docs/commands.md; npm run docs:commands writes it', () => {
    const file = join(__dirname, '../../../docs/commands.md');
    expect(readFileSync(file, 'utf8')).toBe(renderCommandGuide(commands));
  });
});
