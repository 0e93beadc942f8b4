import { pageOfOurs } from './page-of-ours';
import { strengthOf } from './password-strength';

it.each([
  [undefined, '/usage'],
  ['/users?x=1', '/users?x=1'],
  ['/groups/fast-flow', '/groups/fast-flow'],
  ['//elsewhere.example', '/usage'],
  ['/\\elsewhere.example', '/usage'],
  ['https://elsewhere.example', '/usage'],
  ['javascript:alert(1)', '/usage'],
  ['/login?to=/login', '/usage'],
  ['/new-password', '/usage'],
  ['', '/usage'],
])('a login with %j leads to %s', (address, page) => {
  expect(pageOfOurs(address)).toBe(page);
});

it.each([
  ['short', /At least 12/],
  ['my-admin123-x', /Not the default/],
  ['veraveravera', /Not the username/],
  ['aaaaaaaaaaaaab', /same few characters/],
  ['a few good words', null],
])('%s: %s', (password, problem) => {
  const found = strengthOf(password, 'vera').problem;
  if (problem === null) expect(found).toBeNull();
  else expect(found).toMatch(problem);
});

it('grows stronger with its length, up to the whole bar', () => {
  expect(['', 'abcdefghij', 'a very long passphrase indeed'].map((word) => strengthOf(word, 'x').percent)).toEqual([
    0, 50, 100,
  ]);
});
