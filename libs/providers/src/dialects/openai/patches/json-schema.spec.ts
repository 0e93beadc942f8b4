import { mapSchema, type Schema } from './json-schema';

const marked = (schema: Schema): Schema => (schema['type'] === 'string' ? { ...schema, seen: true } : schema);
const text = { type: 'string' };
const seen = { type: 'string', seen: true };

describe('mapSchema', () => {
  it.each([
    ['itself', text, seen],
    ['properties', { properties: { a: text } }, { properties: { a: seen } }],
    ['definitions', { $defs: { a: text } }, { $defs: { a: seen } }],
    ['items', { items: text }, { items: seen }],
    ['tuples', { items: [text, {}] }, { items: [seen, {}] }],
    ['branches', { anyOf: [{ items: text }] }, { anyOf: [{ items: seen }] }],
    ['further properties', { additionalProperties: text }, { additionalProperties: seen }],
    [
      'several levels',
      { not: { allOf: [{ properties: { a: text } }] } },
      { not: { allOf: [{ properties: { a: seen } }] } },
    ],
  ])('reaches %s', (_, schema, expected) => {
    expect(mapSchema(schema, marked)).toEqual(expected);
  });

  it.each([
    ['values that look like schemas', { enum: [text], default: text, const: text, examples: [text] }],
    ['names that look like keywords', { properties: { type: {}, items: true, anyOf: { enum: [text] } } }],
    ['booleans', { items: true, additionalProperties: false }],
    ['what is no schema', { properties: [text], anyOf: 'x', items: null }],
  ])('passes by %s, and returns the same object', (_, schema) => {
    expect(mapSchema(schema, marked)).toBe(schema);
  });

  it('takes a field of any name for one', () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"type":"string"},"anyOf":{"type":"string"}}}') as Schema;
    expect(JSON.stringify(mapSchema(schema, marked))).toBe(
      '{"properties":{"__proto__":{"type":"string","seen":true},"anyOf":{"type":"string","seen":true}}}',
    );
  });

  it.each([undefined, null, 7, 'x', true])('returns %j as it is', (value) => {
    expect(mapSchema(value, marked)).toBe(value);
  });
});
