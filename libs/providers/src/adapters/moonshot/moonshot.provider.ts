import { readModelFacts } from '@app/catalog';
import { returnedReasoning } from '../../dialects/openai/patches/returned-reasoning';
import { withSystemRole } from '../../dialects/openai/patches/system-role';
import { defineProvider } from '../../spi/provider';
import { usageInChoice, withCachedTokens } from './choice-usage';
import { withoutFixedFields, withoutRequiredTool } from './fixed-fields';
import { differences } from './differences';
import models from './moonshot.models.json';
import { withKnownEffort, withReasoningOfToolTurns } from './thinking';
import { withKnownFormat, withKnownTools } from './tools';

export const moonshot = defineProvider({
  id: 'moonshot',
  label: 'Moonshot',
  dialect: 'openai',
  baseUrl: 'https://api.moonshot.ai/v1',
  capabilities: new Set(['chat']),
  models: readModelFacts(models),
  differences,
  quirks: {
    request: [
      withSystemRole,
      withKnownEffort,
      withoutFixedFields,
      withoutRequiredTool,
      withReasoningOfToolTurns,
      withKnownTools,
      withKnownFormat,
    ],
    state: returnedReasoning,
    // Kimi numbers its calls (`functions.name:0`) anew in each conversation.
    repeatsToolCallIds: true,
    inlinesImages: true,
    leavesGaps: true,
    findUsage: usageInChoice,
    normaliseUsage: withCachedTokens,
  },
});
