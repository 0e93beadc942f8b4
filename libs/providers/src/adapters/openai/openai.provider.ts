import { readModelFacts } from '@app/catalog';
import { withKnownEffort } from '../../dialects/openai/patches/known-effort';
import { defineProvider } from '../../spi/provider';
import { withKnownFormat, withKnownRole } from './older-models';
import { differences } from './differences';
import models from './openai.models.json';
import { withoutRefusedSampling } from './sampling';
import { servedByResponses } from './served-by-responses';
import { withTokenLimit } from './token-limit';

export const openai = defineProvider({
  id: 'openai',
  label: 'OpenAI',
  dialect: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  capabilities: new Set(['chat', 'images', 'responses']),
  models: readModelFacts(models),
  differences,
  quirks: {
    // What depends on whether the model reasons comes after the effort.
    request: [withKnownEffort, withoutRefusedSampling, withTokenLimit, withKnownRole, withKnownFormat],
    dialectFor: servedByResponses,
  },
});
