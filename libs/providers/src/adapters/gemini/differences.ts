import type { Difference } from '../../spi/provider';

/** What becomes of OpenAI's fields on the way; shown in docs/providers.md. */
export const differences: readonly Difference[] = [
  {
    field: 'messages',
    what: "system and developer messages become the system instruction; neighbours of one role become one; a conversation of instructions alone is put as the user's",
  },
  {
    field: 'tools',
    what: 'schemas are written in the subset that Google takes: references inlined, what it refuses left out; function names outside its alphabet are mapped there and back',
  },
  {
    field: 'tool_choice',
    what: 'allowed_tools with auto offers only those tools',
  },
  {
    field: 'parallel_tool_calls',
    what: 'has no switch and is left out when false',
  },
  {
    field: 'reasoning_effort',
    what: 'a thinking level for Gemini 3 and later, a thinking budget before; the nearest level that the model has',
  },
  {
    field: 'response_format',
    what: 'json_schema becomes a response schema',
  },
  {
    field: 'stop',
    what: 'at most five',
  },
  {
    field: 'logprobs',
    what: 'asked only of models that give them',
  },
  {
    field: 'image_url',
    what: 'remote images are fetched by the gateway and sent inline',
  },
  {
    field: 'service_tier',
    what: 'flex, priority or standard',
  },
  {
    field: 'safety_settings, extra_body.google',
    what: "Google's own safety settings, thinking config and cached content pass",
  },
  {
    field: 'size (images)',
    what: 'an aspect ratio, and an image size where the model draws several',
  },
  {
    field: 'n (images)',
    what: 'as many calls side by side',
  },
  {
    field: 'quality, style (images)',
    what: 'left out',
  },
  {
    field: 'tool_calls',
    what: 'thought signatures are given in tool_calls[].extra_content.google.thought_signature, taken back from there, and restored for clients that drop them',
  },
];
