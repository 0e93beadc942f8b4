import { readModelFacts } from '@app/catalog';
import { defineProvider } from '../../spi/provider';
import { isKeyRefusal } from './key-refusal';
import { withReasoningInside } from './outside-reasoning';
import { withoutRefusedFields } from './refused-fields';
import models from './grok.models.json';

export const grok = defineProvider({
  id: 'grok',
  label: 'xAI Grok',
  dialect: 'openai',
  baseUrl: 'https://api.x.ai/v1',
  capabilities: new Set(['chat', 'images']),
  models: readModelFacts(models),
  aliases: ['xai'],
  quirks: { request: [withoutRefusedFields], normaliseUsage: withReasoningInside, isKeyRefusal },
});
