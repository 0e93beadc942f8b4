import { recordedCase } from '../testing/exchanges';
import type { Api } from '../cases/recorded-case';
import { modelOf, providerNamed, providerOf, surfaceOf } from './surface';

it.each<[Api, string[], boolean, string, string]>([
  ['openai.chat', ['text'], true, 'deepseek', 'chat'],
  ['gemini.generate', ['text'], false, 'gemini', 'chat'],
  ['gemini.generate', ['image'], false, 'gemini', 'images'],
  ['gemini.generate', ['image'], true, 'gemini', 'chat'],
  ['openai.images', ['image'], false, 'grok', 'images'],
  ['imagen.predict', ['image'], false, 'gemini', 'images'],
  ['openai.responses', ['text'], true, 'openai', 'responses'],
  ['openai.responses', ['text'], true, 'grok', 'not offered'],
  ['ollama.chat', ['text'], true, 'ollama', 'not offered'],
  ['models', ['models'], false, 'openai', 'models'],
])('%s of kinds %j, stream %s, of %s is %s', (api, kinds, isStream, providerId, kind) => {
  expect(surfaceOf({ api, kinds: new Set(kinds), isStream }, providerId).kind).toBe(kind);
});

it('asks what is not offered only where the gateway has a refusal for it', () => {
  const kinds = new Set<string>();
  expect(surfaceOf({ api: 'openai.responses', kinds, isStream: false }, 'grok')).toMatchObject({ isRefused: true });
  expect(surfaceOf({ api: 'ollama.chat', kinds, isStream: false }, 'ollama')).toMatchObject({ isRefused: false });
});

it('knows providers by id and alias', () => {
  expect(providerOf({ provider: 'xai' }).id).toBe('grok');
  expect(providerNamed('nobody')).toBeUndefined();
  expect(() => providerOf({ provider: 'nobody' })).toThrow('nobody');
});

describe('modelOf', () => {
  const facts = { requestFlags: {}, mode: 'chat' as const };
  const entry = (providerId: string, name: string, changes: object) =>
    ({ providerId, name, facts: { ...facts, ...changes } }) as Parameters<typeof modelOf>[2][number];
  const models = [
    entry('openai', 'other', {}),
    entry('gemini', 'any/*', {}),
    entry('gemini', 'picture', { mode: 'image' }),
    entry('gemini', 'talk', {}),
    entry('gemini', 'old-picture', { mode: 'image', requestFlags: { wire: 'predict' } }),
  ];

  it.each<[Api, string | null, string]>([
    ['openai.chat', 'recorded', 'recorded'],
    ['gemini.generate', null, 'talk'],
    ['openai.images', null, 'picture'],
    ['imagen.predict', null, 'old-picture'],
  ])('for %s with %s is %s', (api, model, expected) => {
    expect(modelOf({ api, model }, 'gemini', models)).toBe(expected);
  });

  it('fails where there is none', () => {
    const recorded = recordedCase({ api: 'imagen.predict', model: null });
    expect(() => modelOf(recorded, 'openai', models)).toThrow('no model of openai for imagen.predict');
  });
});
