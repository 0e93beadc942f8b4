import type { ChatDialect } from '../../spi/chat';
import { encodeGeminiRequest } from './gemini.request';
import { decodeGeminiAnswer } from './gemini.response';
import { GeminiStreamTranslator } from './gemini.stream';
import { signatureCarrier } from './signatures';

/** Google's native API. The key goes into a header: in the address it would end up in logs. */
export const geminiDialect: ChatDialect = {
  encode: encodeGeminiRequest,
  decode: decodeGeminiAnswer,
  translator: (call, provider) => new GeminiStreamTranslator(call, provider),
  stateCarrier: () => signatureCarrier,
  authHeaders: (apiKey) => ({ 'x-goog-api-key': apiKey }),
};
