import { warningsOf } from './warnings';

const MODEL = {
  id: 'openai/gpt-4o',
  model: 'gpt-4o',
  names: ['chatgpt'],
  isEnabled: true,
  priceState: 'priced',
  lifecycle: 'active',
};
const PROVIDER = { id: 'openai', isConfigured: true, breakerState: 'closed', troubledModels: [] };
const warn = (model: object, provider: object, name = 'gpt-4o') =>
  warningsOf([{ ...MODEL, ...model } as never], [{ ...PROVIDER, ...provider } as never])(name);

it.each([
  ['nothing', {}, {}, []],
  ['a disabled model', { isEnabled: false }, {}, ['disabled']],
  ['no price', { priceState: 'unpriced' }, {}, ['unpriced']],
  ['an ended model', { lifecycle: 'ended' }, {}, ['ended']],
  ['no key', {}, { isConfigured: false, breakerState: null }, ['out of reach: its provider is not configured']],
  ['an open breaker of the provider', {}, { breakerState: 'open' }, ['breaker of its provider open']],
  ['an open breaker of the model', {}, { troubledModels: [{ model: 'gpt-4o', state: 'open' }] }, ['breaker open']],
  ['an open breaker of another model', {}, { troubledModels: [{ model: 'gpt-5', state: 'open' }] }, []],
  ['several', { isEnabled: false }, { breakerState: 'open' }, ['disabled', 'breaker of its provider open']],
])('tells of %s', (_, model, provider, warnings) => {
  expect(warn(model, provider)).toEqual(warnings);
});

it.each(['openai/gpt-4o', 'gpt-4o', 'chatgpt'])('knows a model as %s', (name) => {
  expect(warn({ isEnabled: false }, {}, name)).toEqual(['disabled']);
});

it('does not know everything', () => {
  expect(warn({}, {}, 'gpt-9')).toEqual(['not in the catalogue']);
  expect(warningsOf([], [])('gpt-9')).toEqual([]);
});
