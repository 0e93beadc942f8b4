import { InvalidRequestError } from '@app/common';
import { SchemaBudget } from './schema-budget';
import { SchemaTranslator } from './schema-translator';

const PARAM = 'tools[0].function.parameters';

function translate(schema: Record<string, unknown>, budget = new SchemaBudget()) {
  budget.begin(PARAM);
  return new SchemaTranslator(schema, budget).translate(schema);
}

/** Each definition names the one before it twice. */
const laughs = (how: (reference: object) => object) => ({
  $ref: '#/$defs/d60',
  $defs: Object.fromEntries(
    Array.from({ length: 61 }, (_, i) => [`d${i}`, i === 0 ? { type: 'string' } : how({ $ref: `#/$defs/d${i - 1}` })]),
  ),
});
const wide = (count: number) => ({
  type: 'object',
  properties: Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { type: 'string' }])),
});
/** The same large thing, named a thousand times. */
const repeated = (large: object) => ({
  type: 'object',
  properties: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`p${i}`, { $ref: '#/$defs/large' }])),
  $defs: { large },
});

describe('SchemaBudget', () => {
  it.each([
    ['a billion laughs of properties', laughs((each) => ({ type: 'object', properties: { a: each, b: each } }))],
    ['a billion laughs of alternatives', laughs((each) => ({ anyOf: [each, each] }))],
    ['a billion laughs of allOf', laughs((each) => ({ allOf: [each, each] }))],
    [
      'a long chain',
      {
        $ref: '#/$defs/d0',
        $defs: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`d${i}`, { $ref: `#/$defs/d${i + 1}` }])),
      },
    ],
    ['a megabyte of properties', wide(40_000)],
    ['a megabyte of text', { type: 'string', description: 'x'.repeat(1_000_000) }],
    ['a long list, often', repeated({ enum: Array.from({ length: 5_000 }, (_, i) => `v${i}`) })],
    ['a long text, often', repeated({ type: 'string', description: 'x'.repeat(5_000) })],
    ['a large default, often', repeated({ type: 'object', default: { x: ['y'.repeat(5_000)] } })],
    ['a large rule, often', repeated({ type: 'string', not: { enum: ['y'.repeat(5_000)] } })],
  ])('ends %s with a clear 400', (_, schema) => {
    expect(() => translate(schema)).toThrow(InvalidRequestError);
    expect(() => translate(schema)).toThrow(expect.objectContaining({ param: PARAM, code: 'invalid_schema' }));
  });

  it('takes a schema as large as real programs have', () => {
    expect(() => translate(wide(2_000))).not.toThrow();
  });

  it('counts the schemas of a request together', () => {
    const budget = new SchemaBudget();
    const all = (): void => {
      for (let i = 0; i < 50; i++) translate(wide(3_000), budget);
    };
    expect(all).toThrow(InvalidRequestError);
  });
});
