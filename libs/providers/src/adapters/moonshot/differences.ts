import type { Difference } from '../../spi/provider';

/** What becomes of OpenAI's fields on the way; shown in docs/providers.md. */
export const differences: readonly Difference[] = [
  {
    field: 'temperature, top_p, n, presence_penalty, frequency_penalty',
    what: 'fixed by Kimi for each mode and left out',
  },
  {
    field: 'reasoning_effort',
    what: 'the nearest of low, high and max for k3 and later; the switch thinking for models before',
  },
  {
    field: 'tool_choice',
    what: 'required is refused and becomes auto',
  },
  {
    field: 'tools, response_format',
    what: "schemas in Moonshot's flavour: an object at the root, no type beside anyOf, prefixItems for tuples; strict is left out",
  },
  {
    field: 'image_url',
    what: 'remote images are fetched by the gateway and sent inline',
  },
  {
    field: 'messages',
    what: 'role developer becomes system; reasoning_content is put back into turns that called tools',
  },
];
