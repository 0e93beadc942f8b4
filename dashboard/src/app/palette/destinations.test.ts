import { destinationsOf, matching } from './destinations';

const all = destinationsOf({
  pages: [
    { path: '/usage', label: 'Usage', key: 'u' },
    { path: '/models', label: 'Models', key: 'o' },
  ],
  groups: [{ name: 'heavy-logic' }],
  clients: [{ id: 'c1', name: 'mobile app' }],
  models: [{ id: 'openai/gpt-5.4-nano' }, { id: 'xai/grok-4.3' }] as never,
});

it('knows where each leads', () => {
  expect(all.map(({ label, to, params, search }) => ({ label, to, params, search }))).toEqual([
    { label: 'Usage', to: '/usage' },
    { label: 'Models', to: '/models' },
    { label: 'heavy-logic', to: '/groups/$name', params: { name: 'heavy-logic' } },
    { label: 'mobile app', to: '/requests', search: { client: 'c1' } },
    { label: 'openai/gpt-5.4-nano', to: '/models', search: { open: 'openai/gpt-5.4-nano' } },
    { label: 'xai/grok-4.3', to: '/models', search: { open: 'xai/grok-4.3' } },
  ]);
});

it.each([
  ['', ['Usage', 'Models', 'heavy-logic', 'mobile app', 'openai/gpt-5.4-nano', 'xai/grok-4.3']],
  ['us', ['Usage']],
  ['MO', ['Models', 'mobile app', 'openai/gpt-5.4-nano', 'xai/grok-4.3']],
  ['group', ['heavy-logic']],
  ['nano 5.4', ['openai/gpt-5.4-nano']],
  ['  app ', ['mobile app']],
  ['zebra', []],
])('"%s" finds %j', (text, labels) => {
  expect(matching(all, text).map(({ label }) => label)).toEqual(labels);
});

it('shows no more than fit', () => {
  const many = Array.from({ length: 40 }, (_, number) => ({ name: `group ${number}` }));
  expect(matching(destinationsOf({ pages: [], groups: many, clients: [], models: [] }), '')).toHaveLength(12);
});
