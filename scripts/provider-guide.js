// Writes docs/providers.md from the registry: npm run docs:providers (after a build). A spec holds the file to it.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { PROVIDERS, renderProviderGuide } = require('../dist/libs/providers/src');

writeFileSync(join(__dirname, '..', 'docs', 'providers.md'), renderProviderGuide(PROVIDERS));
