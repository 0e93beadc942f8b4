import type { ProviderDescription } from '../spi/provider';
import { deepseek } from './deepseek/deepseek.provider';
import { gemini } from './gemini/gemini.provider';
import { grok } from './grok/grok.provider';
import { moonshot } from './moonshot/moonshot.provider';
import { ollama } from './ollama/ollama.provider';
import { openai } from './openai/openai.provider';

/** Every provider there is, in the order in which they are shown. */
export const PROVIDERS: readonly ProviderDescription[] = [openai, gemini, deepseek, moonshot, grok, ollama];
