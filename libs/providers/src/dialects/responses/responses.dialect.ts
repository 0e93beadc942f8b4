import type { ChatDialect } from '../../spi/chat';
import { reasoningCarrier } from './kept-reasoning';
import { encodeForResponses } from './responses.request';
import { decodeFromResponses } from './responses.response';
import { ResponsesStreamTranslator } from './responses.stream';

/** Chat completions served through the Responses API, for models that refuse tools with reasoning on chat. */
export const responsesDialect: ChatDialect = {
  encode: encodeForResponses,
  decode: decodeFromResponses,
  translator: (call, provider) => new ResponsesStreamTranslator(call, provider),
  stateCarrier: () => reasoningCarrier,
  authHeaders: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
};
