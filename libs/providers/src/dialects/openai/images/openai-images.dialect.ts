import type { ImageDialect } from '../../../spi/images';
import { encodeOpenAiImages } from './openai-images.request';
import { decodeOpenAiImages } from './openai-images.response';
import { OpenAiImageStream } from './openai-images.stream';

export const openAiImages: ImageDialect = {
  encode: encodeOpenAiImages,
  decode: decodeOpenAiImages,
  translator: (call, provider) => new OpenAiImageStream(call, provider),
};
