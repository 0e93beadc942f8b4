import type { Difference } from '../../spi/provider';

/** What becomes of OpenAI's fields on the way; shown in docs/providers.md. */
export const differences: readonly Difference[] = [
  {
    field: 'messages',
    what: '"Always respond in English." is sent as the system message when there is none; role developer becomes system; reasoning_content is put back into turns with tools',
  },
  {
    field: 'reasoning_effort',
    what: 'minimal and low are low, medium to xhigh are high, max is max; none switches thinking off',
  },
  {
    field: 'tool_choice',
    what: 'a forced call is refused while thinking: thinking is switched off for the request, or, where the caller asked for thinking, the choice becomes auto',
  },
  {
    field: 'response_format',
    what: 'json_schema becomes json_object with the schema in a system message',
  },
  {
    field: 'seed',
    what: 'left out',
  },
  {
    field: 'logprobs, top_logprobs',
    what: 'left out while thinking',
  },
  {
    field: 'max_completion_tokens',
    what: 'sent as max_tokens',
  },
];
