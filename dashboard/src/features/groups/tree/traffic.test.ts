import { sharesOf } from './traffic';

const shareOf = sharesOf([
  { key: 'fast-flow>openai/gpt-5.4-nano', requests: 30 },
  { key: 'fast-flow>ollama/library/llama3.2', requests: 10 },
  { key: 'heavy-logic>openai/gpt-5.4-nano', requests: 5 },
]);

it.each([
  ['fast-flow', 'openai/gpt-5.4-nano', 0.75],
  ['fast-flow', 'gpt-5.4-nano', 0.75],
  ['fast-flow', 'library/llama3.2', 0.25],
  ['fast-flow', 'llama3.2', 0],
  ['heavy-logic', 'gpt-5.4-nano', 1],
  ['dispatcher', 'fast-flow', null],
])('of %s, %s has %s', (group, target, share) => {
  expect(shareOf(group, target)).toBe(share);
});
