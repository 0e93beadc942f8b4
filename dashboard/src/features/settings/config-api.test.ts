import { documentOf } from './config-api';

it('reads a document', () => {
  expect(documentOf('{"version": 1, "groups": []}')).toEqual({ version: 1, groups: [] });
});

it.each([
  ['YAML', 'version: 1', /no JSON.*gophergate apply/],
  ['nothing', '', /no JSON/],
  ['a list', '[]', /no object/],
  ['null', 'null', /no object/],
  ['a text', '"version"', /no object/],
])('refuses %s and says what to do', (_, text, message) => {
  expect(() => documentOf(text)).toThrow(message);
});
