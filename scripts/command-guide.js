// Writes docs/commands.md from the commands: npm run docs:commands (after a build). A spec holds the file to it.
require('reflect-metadata');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { COMMANDS } = require('../dist/apps/cli/src/cli.module');
const { renderCommandGuide } = require('../dist/apps/cli/src/command-guide');
const { commandTree } = require('../dist/apps/cli/src/command-tree');

writeFileSync(join(__dirname, '..', 'docs', 'commands.md'), renderCommandGuide(commandTree(COMMANDS)));
