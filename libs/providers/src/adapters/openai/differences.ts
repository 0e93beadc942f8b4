import type { Difference } from '../../spi/provider';

/** What becomes of OpenAI's fields on the way; shown in docs/providers.md. */
export const differences: readonly Difference[] = [
  {
    field: 'max_tokens',
    what: 'sent as max_completion_tokens to models that refuse the old name; where both are given, max_completion_tokens counts',
  },
  {
    field: 'temperature, top_p, presence_penalty, frequency_penalty, logit_bias, logprobs, top_logprobs',
    what: 'left out for models that refuse them: always, or only while the model reasons',
  },
  {
    field: 'reasoning_effort',
    what: 'the nearest value that the model takes; left out for models that do not reason',
  },
  {
    field: 'messages',
    what: 'role developer becomes system for models from before it',
  },
  {
    field: 'tools',
    what: 'with reasoning on gpt-5.2 and later the request is served through the Responses API and translated back; n, seed, stop, penalties, logit_bias, modalities, audio, prediction and web_search_options have no place there and are left out',
  },
  {
    field: 'response_format (images)',
    what: 'left out for gpt-image, which always gives base64; where an address was asked for, url holds a data URI',
  },
  {
    field: 'quality, style, size (images)',
    what: 'of dall-e, which has ended, in the words of its successor',
  },
];
