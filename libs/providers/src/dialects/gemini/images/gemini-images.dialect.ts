import type { ImageDialect } from '../../../spi/images';
import { encodeGeminiImages } from './gemini-images.request';
import { decodeGeminiImages } from './gemini-images.response';

/** Pictures from models that answer with them in a conversation. Google does not stream them in pieces. */
export const geminiImages: ImageDialect = { encode: encodeGeminiImages, decode: decodeGeminiImages };
