import { readModelFacts } from '@app/catalog';
import { withMaxTokens } from '../../dialects/openai/patches/max-tokens';
import { withSystemRole } from '../../dialects/openai/patches/system-role';
import { defineProvider } from '../../spi/provider';
import { withVersionPath } from './base-url';
import { differences } from './differences';
import models from './ollama.models.json';
import { withoutUnsupportedFields } from './unsupported-fields';

export const ollama = defineProvider({
  id: 'ollama',
  label: 'Ollama',
  dialect: 'openai',
  baseUrl: 'http://localhost:11434/v1',
  capabilities: new Set(['chat', 'lists_models']),
  models: readModelFacts(models),
  differences,
  needsKey: false,
  // Loading a model can take minutes; a slow first byte is no sign of a sick server.
  minFirstByteMs: 600_000,
  minTotalMs: 3_600_000,
  quirks: {
    request: [withSystemRole, withoutUnsupportedFields, withMaxTokens],
    inlinesImages: true,
    leavesGaps: true,
    baseUrl: withVersionPath,
  },
});
