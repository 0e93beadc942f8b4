import { readModelFacts } from '@app/catalog';
import { defineProvider } from '../../spi/provider';
import { servedByResponses } from './served-by-responses';
import { withTokenLimit } from './token-limit';
import models from './openai.models.json';

export const openai = defineProvider({
  id: 'openai',
  label: 'OpenAI',
  dialect: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  capabilities: new Set(['chat', 'images', 'responses']),
  models: readModelFacts(models),
  quirks: { request: [withTokenLimit], dialectFor: servedByResponses },
});
