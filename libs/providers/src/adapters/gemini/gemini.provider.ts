import { readModelFacts } from '@app/catalog';
import { defineProvider } from '../../spi/provider';
import { isKeyRefusal } from './key-refusal';
import { differences } from './differences';
import models from './gemini.models.json';

export const gemini = defineProvider({
  id: 'gemini',
  label: 'Google Gemini',
  dialect: 'gemini',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  capabilities: new Set(['chat', 'images']),
  models: readModelFacts(models),
  differences,
  quirks: { isKeyRefusal, inlinesImages: true },
});
