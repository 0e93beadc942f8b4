import type { Difference } from '../../spi/provider';

/** What becomes of OpenAI's fields on the way; shown in docs/providers.md. */
export const differences: readonly Difference[] = [
  {
    field: 'presence_penalty, frequency_penalty, stop',
    what: 'refused even when they say nothing, and left out',
  },
  {
    field: 'reasoning_effort',
    what: 'the nearest value the model takes; left out where every effort is refused',
  },
  {
    field: 'tools',
    what: 'additionalProperties: false is left out of schemas',
  },
  {
    field: 'messages',
    what: 'role developer becomes system',
  },
  {
    field: 'usage',
    what: 'reasoning stands beside the completion at xAI and is added to it',
  },
];
