import type { ModelFacts } from '@app/contracts';
import type { ChatDialect } from '../spi/chat';
import type { ImageDialect } from '../spi/images';
import type { DialectName, ProviderDescription } from '../spi/provider';
import { geminiDialect } from './gemini/gemini.dialect';
import { geminiImages } from './gemini/images/gemini-images.dialect';
import { predictImages } from './gemini/predict/predict.dialect';
import { openAiImages } from './openai/images/openai-images.dialect';
import { openAiDialect } from './openai/openai.dialect';
import { responsesDialect } from './responses/responses.dialect';

export const DIALECTS: Readonly<Record<DialectName, ChatDialect>> = {
  openai: openAiDialect,
  gemini: geminiDialect,
  responses: responsesDialect,
};

/** The way to ask a model for pictures: its own, where the catalogue names one, else that of its provider. */
export function imageDialectFor({ dialect }: ProviderDescription, facts: ModelFacts | undefined): ImageDialect {
  if (facts?.requestFlags['wire'] === 'predict') return predictImages;
  return dialect === 'gemini' ? geminiImages : openAiImages;
}
