import type { Vendor } from '../vendor';
import { deepseek } from './deepseek';
import { gemini } from './gemini';
import { grok } from './grok';
import { moonshot } from './moonshot';
import { ollama } from './ollama';
import { openai } from './openai';

const VENDORS: ReadonlyMap<string, Vendor> = new Map(
  [openai, gemini, deepseek, moonshot, grok, ollama].map((vendor) => [vendor.id, vendor]),
);

export function vendorById(id: string): Vendor | undefined {
  return VENDORS.get(id);
}
