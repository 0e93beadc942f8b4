import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../apps/cli/src/cli.module';
import { renderCommandGuide } from './command-guide';
import { commandTree } from './command-tree';

/** Writes docs/commands.md from the commands: npm run docs:commands. A spec holds the file to it. */
writeFileSync(join(process.cwd(), 'docs', 'commands.md'), renderCommandGuide(commandTree(COMMANDS)));
