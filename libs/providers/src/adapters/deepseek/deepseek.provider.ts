import { readModelFacts } from '@app/catalog';
import { withMaxTokens } from '../../dialects/openai/patches/max-tokens';
import { returnedReasoning } from '../../dialects/openai/patches/returned-reasoning';
import { withSystemRole } from '../../dialects/openai/patches/system-role';
import { defineProvider } from '../../spi/provider';
import { withCacheHits } from './cache-hits';
import { withDefaultSystemPrompt } from './default-language';
import { withKnownFormat } from './json-format';
import { differences } from './differences';
import models from './deepseek.models.json';
import { withKnownThinking, withoutUnknownFields, withPossibleToolChoice, withReasoningOfEveryTurn } from './thinking';

export const deepseek = defineProvider({
  id: 'deepseek',
  label: 'DeepSeek',
  dialect: 'openai',
  baseUrl: 'https://api.deepseek.com',
  capabilities: new Set(['chat']),
  models: readModelFacts(models),
  differences,
  quirks: {
    // The language is judged by the caller's own messages, so first; what depends on thinking, after it is settled.
    request: [
      withDefaultSystemPrompt,
      withSystemRole,
      withKnownThinking,
      withPossibleToolChoice,
      withReasoningOfEveryTurn,
      withKnownFormat,
      withMaxTokens,
      withoutUnknownFields,
    ],
    state: returnedReasoning,
    leavesGaps: true,
    normaliseUsage: withCacheHits,
  },
});
