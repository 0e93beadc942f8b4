import { readModelFacts } from '@app/catalog';
import { withSystemRole } from '../../dialects/openai/patches/system-role';
import { defineProvider } from '../../spi/provider';
import { isKeyRefusal } from './key-refusal';
import { withPossibleEffort } from './known-effort';
import { withReasoningInside } from './outside-reasoning';
import { withoutRefusedFields } from './refused-fields';
import { differences } from './differences';
import models from './grok.models.json';
import { withOpenTools } from './tools';

export const grok = defineProvider({
  id: 'grok',
  label: 'xAI Grok',
  dialect: 'openai',
  baseUrl: 'https://api.x.ai/v1',
  capabilities: new Set(['chat', 'images']),
  models: readModelFacts(models),
  differences,
  aliases: ['xai'],
  quirks: {
    request: [withSystemRole, withoutRefusedFields, withPossibleEffort, withOpenTools],
    leavesGaps: true,
    normaliseUsage: withReasoningInside,
    isKeyRefusal,
  },
});
