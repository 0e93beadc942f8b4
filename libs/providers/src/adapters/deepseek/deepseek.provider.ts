import { readModelFacts } from '@app/catalog';
import { defineProvider } from '../../spi/provider';
import { withCacheHits } from './cache-hits';
import { withDefaultSystemPrompt } from './default-language';
import models from './deepseek.models.json';

export const deepseek = defineProvider({
  id: 'deepseek',
  label: 'DeepSeek',
  dialect: 'openai',
  baseUrl: 'https://api.deepseek.com',
  capabilities: new Set(['chat']),
  models: readModelFacts(models),
  quirks: { request: [withDefaultSystemPrompt], normaliseUsage: withCacheHits },
});
