import { moonshotParameters, moonshotSchema } from './moonshot-schema';

const text = { type: 'string' };
const number = { type: 'number' };

describe('moonshotSchema', () => {
  it.each([
    ['drops $schema', { $schema: 'x', ...text }, text],
    [
      'moves the type into the branches',
      { type: 'object', anyOf: [{ required: ['a'] }] },
      { anyOf: [{ type: 'object', required: ['a'] }] },
    ],
    ['lets a branch keep its own type', { type: 'string', anyOf: [number, {}] }, { anyOf: [number, text] }],
    ['calls tuples by their new name', { items: [text, number] }, { prefixItems: [text, number] }],
    ['keeps what follows a tuple', { items: [text], additionalItems: number }, { prefixItems: [text], items: number }],
    ['forbids what a tuple forbids', { items: [text], additionalItems: false }, { prefixItems: [text], items: false }],
    [
      'does so at every depth',
      { properties: { a: { items: { type: 'string', anyOf: [{ minLength: 1 }] } } } },
      { properties: { a: { items: { anyOf: [{ type: 'string', minLength: 1 }] } } } },
    ],
  ])('%s', (_, given, expected) => {
    expect(moonshotSchema(given)).toEqual(expected);
  });

  it.each([
    { type: 'object', properties: { anyOf: text, type: text, $schema: text }, additionalProperties: false },
    { anyOf: [text, number] },
    { type: 'array', items: text },
    undefined,
    'x',
  ])('returns %j as it is', (schema) => {
    expect(moonshotSchema(schema)).toBe(schema);
  });
});

describe('moonshotParameters', () => {
  const one = { type: 'object', properties: { kind: { const: 1 }, a: text }, required: ['kind', 'a'] };
  const other = { type: 'object', properties: { kind: { const: 2 }, b: number }, required: ['kind'] };

  it.each([
    ['an empty schema', {}, { type: 'object' }],
    ['a root without a type', { properties: { a: text } }, { type: 'object', properties: { a: text } }],
    ['a root that may be null', { type: ['object', 'null'] }, { type: 'object' }],
    ['branches that say nothing', { anyOf: [] }, { type: 'object' }],
    [
      'a crowd of branches',
      {
        anyOf: Array.from({ length: 20_000 }, (_, i) => ({ properties: { [`p${i}`]: {} }, required: ['a', `p${i}`] })),
      },
      {
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`p${i}`, {}])),
        required: ['a'],
      },
    ],
    ['branches of an odd kind', { anyOf: [true, null], title: 't' }, { type: 'object', title: 't' }],
  ])('makes an object of %s', (_, given, expected) => {
    expect(moonshotParameters(given)).toEqual(expected);
  });

  it('joins the branches of a root: the fields of all, demanded where all demand them', () => {
    expect(moonshotParameters({ $schema: 'x', anyOf: [one, other] })).toEqual({
      type: 'object',
      properties: { kind: { const: 2 }, a: text, b: number },
      required: ['kind'],
    });
    expect(moonshotParameters({ type: 'object', properties: { c: text }, required: ['c'], anyOf: [one, {}] })).toEqual({
      type: 'object',
      properties: { ...one.properties, c: text },
      required: ['c'],
    });
  });

  it.each([{ type: 'object', properties: {} }, undefined, null, true])('returns %j as it is', (parameters) => {
    expect(moonshotParameters(parameters)).toBe(parameters);
  });
});
