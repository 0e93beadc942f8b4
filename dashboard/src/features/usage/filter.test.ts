import { filterOf, searchFor, without } from './filter';

it.each([
  [{}, {}],
  [
    { provider: 'openai', model: 'gpt-4o' },
    { providerId: 'openai', model: 'gpt-4o' },
  ],
  [
    { client: 'c1', outcome: 'failed' },
    { clientId: 'c1', outcome: 'failed' },
  ],
  [
    { group: 'fast-flow', stream: 'yes' },
    { groupName: 'fast-flow', isStream: true },
  ],
  [{ stream: 'no' }, { isStream: false }],
  [{ outcome: 'odd', range: '7d', by: 'client' }, {}],
])('%j in the address means %j', (search, filter) => {
  expect(filterOf(search)).toEqual(filter);
});

it.each([
  ['provider', 'openai', { provider: 'openai' }],
  ['model', 'ollama/library/llama3.2', { provider: 'ollama', model: 'library/llama3.2' }],
  ['client', 'c1', { client: 'c1' }],
  ['group', 'fast-flow', { group: 'fast-flow' }],
] as const)('a row by %s, %s, is filtered by %j', (by, key, search) => {
  expect(searchFor(by, key)).toEqual(search);
});

it('takes a model away with its provider', () => {
  expect(without('provider')).toEqual({ provider: undefined, model: undefined });
  expect(without('client')).toEqual({ client: undefined });
});
