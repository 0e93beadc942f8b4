import type { ChatDialect } from '../spi/chat';
import type { DialectName } from '../spi/provider';
import { geminiDialect } from './gemini/gemini.dialect';
import { openAiDialect } from './openai/openai.dialect';

export const DIALECTS: Readonly<Record<DialectName, ChatDialect>> = { openai: openAiDialect, gemini: geminiDialect };
