import type { ChatDialect } from '../../spi/chat';
import { encodeOpenAiRequest } from './openai.request';
import { decodeOpenAiAnswer } from './openai.response';
import { OpenAiStreamTranslator } from './openai.stream';

export const openAiDialect: ChatDialect = {
  encode: encodeOpenAiRequest,
  decode: decodeOpenAiAnswer,
  translator: (call, provider) => new OpenAiStreamTranslator(call, provider),
  stateCarrier: ({ quirks }) => quirks.state,
  authHeaders: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
};
