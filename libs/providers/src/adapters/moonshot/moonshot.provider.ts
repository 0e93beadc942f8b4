import { readModelFacts } from '@app/catalog';
import { defineProvider } from '../../spi/provider';
import { usageInChoice, withCachedTokens } from './choice-usage';
import models from './moonshot.models.json';

export const moonshot = defineProvider({
  id: 'moonshot',
  label: 'Moonshot',
  dialect: 'openai',
  baseUrl: 'https://api.moonshot.ai/v1',
  capabilities: new Set(['chat']),
  models: readModelFacts(models),
  quirks: { findUsage: usageInChoice, normaliseUsage: withCachedTokens },
});
