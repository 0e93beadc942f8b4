import { readModelFacts } from '@app/catalog';
import { defineProvider } from '../../spi/provider';
import { withVersionPath } from './base-url';
import models from './ollama.models.json';

export const ollama = defineProvider({
  id: 'ollama',
  label: 'Ollama',
  dialect: 'openai',
  baseUrl: 'http://localhost:11434/v1',
  capabilities: new Set(['chat', 'lists_models']),
  models: readModelFacts(models),
  needsKey: false,
  // Loading a model can take minutes; a slow first byte is no sign of a sick server.
  minFirstByteMs: 600_000,
  quirks: { baseUrl: withVersionPath },
});
