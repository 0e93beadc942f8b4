// Writes .env.example from the configuration schema: npm run env:example (after a build). A spec holds the file to it.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { renderEnvExample } = require('../dist/libs/config/src');
const { PROVIDERS } = require('../dist/libs/providers/src');

const hints = PROVIDERS.map(({ id, label, baseUrl, needsKey }) => ({ id, label, needsKey, defaultBaseUrl: baseUrl }));
writeFileSync(join(__dirname, '..', '.env.example'), renderEnvExample(hints));
