import type { Difference } from '../../spi/provider';

/** What becomes of OpenAI's fields on the way; shown in docs/providers.md. */
export const differences: readonly Difference[] = [
  {
    field: 'tool_choice, parallel_tool_calls, logit_bias, user, n',
    what: 'ignored by Ollama and left out; with tool_choice none the tools are left out too',
  },
  {
    field: 'max_completion_tokens',
    what: 'sent as max_tokens',
  },
  {
    field: 'image_url',
    what: 'remote images are fetched by the gateway and sent inline',
  },
  {
    field: 'messages',
    what: 'role developer becomes system',
  },
  {
    field: 'reasoning',
    what: 'given as reasoning_content too',
  },
];
