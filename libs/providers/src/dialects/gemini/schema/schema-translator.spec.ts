import { SchemaBudget } from './schema-budget';
import { SchemaTranslator } from './schema-translator';

function translate(schema: Record<string, unknown>, isOrdered = false) {
  const translator = new SchemaTranslator(schema, new SchemaBudget(), isOrdered);
  return { schema: translator.translate(schema), losses: [...translator.losses] };
}
const ANYTHING = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'object' }] };
const inside = (schema: unknown, defs: object = {}) =>
  (translate({ type: 'object', properties: { p: schema }, $defs: defs }).schema['properties'] as { p: unknown }).p;

describe('SchemaTranslator', () => {
  it.each<[string, unknown, unknown]>([
    [
      'what Google knows',
      { type: 'string', title: 'T', description: 'd', maxLength: 3, pattern: '^a' },
      { type: 'string', title: 'T', description: 'd', maxLength: 3, pattern: '^a' },
    ],
    ['a type in capitals', { type: 'STRING' }, { type: 'string' }],
    ['a type and null', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
    [
      'several types',
      { type: ['string', 'integer'], maxLength: 2, minimum: 1, description: 'd' },
      {
        anyOf: [
          { type: 'string', maxLength: 2 },
          { type: 'integer', minimum: 1 },
        ],
        description: 'd',
      },
    ],
    ['a constant text', { const: 'a' }, { type: 'string', enum: ['a'] }],
    ['a constant number', { const: 5 }, { type: 'integer', format: 'enum', enum: ['5'] }],
    ['a constant truth', { const: true }, { type: 'boolean', description: 'One of: true.' }],
    ['values and null', { enum: ['a', null] }, { type: 'string', enum: ['a'], nullable: true }],
    [
      'values of two types',
      { enum: ['a', 1] },
      {
        anyOf: [
          { type: 'string', enum: ['a'] },
          { type: 'integer', format: 'enum', enum: ['1'] },
        ],
      },
    ],
    [
      'oneOf',
      { oneOf: [{ type: 'string' }, { type: 'integer' }] },
      { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    ],
    [
      'null among alternatives',
      { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] },
      { anyOf: [{ type: 'string' }, { type: 'integer' }], nullable: true },
    ],
    [
      'one alternative and null',
      { anyOf: [{ type: 'string', description: 'inner' }, { type: 'null' }], description: 'outer' },
      { type: 'string', description: 'outer', nullable: true },
    ],
    [
      'rules beside alternatives',
      {
        type: 'object',
        properties: { a: { type: 'string' } },
        anyOf: [{ required: ['a'] }, { properties: { b: { type: 'string' } } }],
      },
      {
        anyOf: [
          { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
          { type: 'object', properties: { b: { type: 'string' }, a: { type: 'string' } } },
        ],
      },
    ],
    ['an array without items', { type: 'array' }, { type: 'array', items: ANYTHING }],
    ['an array of anything', { type: 'array', items: true }, { type: 'array', items: ANYTHING }],
    ['nothing at all', {}, ANYTHING],
    [
      'an exclusive bound of integers',
      { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 },
      { type: 'integer', minimum: 1, maximum: 9 },
    ],
    [
      'an exclusive bound of numbers',
      { type: 'number', exclusiveMinimum: 0 },
      { type: 'number', minimum: 0, description: 'Greater than 0.' },
    ],
    ['an exclusive flag', { type: 'integer', minimum: 3, exclusiveMinimum: true }, { type: 'integer', minimum: 4 }],
    ['a format Google knows', { type: 'string', format: 'date-time' }, { type: 'string', format: 'date-time' }],
    [
      'another format',
      { type: 'string', format: 'email', description: 'Who.' },
      { type: 'string', description: 'Who. Format: email.' },
    ],
    ['an example of several', { type: 'string', examples: ['x', 'y'] }, { type: 'string', example: 'x' }],
    ['words about documents', { type: 'string', $id: 'x', $comment: 'y', readOnly: true }, { type: 'string' }],
    [
      'unique items',
      { type: 'array', items: { type: 'string' }, uniqueItems: true },
      { type: 'array', items: { type: 'string' }, description: 'No two items are equal.' },
    ],
    [
      'a rule without a word',
      { type: 'integer', multipleOf: 5 },
      { type: 'integer', description: 'JSON Schema multipleOf: 5.' },
    ],
    [
      'a closed object',
      { type: 'object', properties: { a: { type: 'string' } }, required: ['a', 'gone'], additionalProperties: false },
      { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
    ],
    [
      'a tuple',
      { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] },
      {
        type: 'array',
        items: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
        description: 'The items stand in the order of the alternatives.',
      },
    ],
    [
      'allOf',
      {
        allOf: [
          { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
          { properties: { b: { type: 'integer', minimum: 1 } }, required: ['b'] },
        ],
      },
      {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'integer', minimum: 1 } },
        required: ['a', 'b'],
      },
    ],
    [
      'rules that meet in allOf',
      {
        allOf: [
          { type: 'number', minimum: 1, maximum: 9 },
          { type: 'integer', minimum: 3, maximum: 12 },
        ],
      },
      { type: 'integer', minimum: 3, maximum: 9 },
    ],
    [
      'one property in two schemas',
      { allOf: [{ properties: { a: { type: 'string', minLength: 1 } } }, { properties: { a: { maxLength: 2 } } }] },
      { type: 'object', properties: { a: { type: 'string', minLength: 1, maxLength: 2 } } },
    ],
  ])('writes %s', (_, schema, expected) => {
    expect(inside(schema)).toEqual(expected);
  });

  // OpenCode issue 12295 and others: generators of schemas use all of these.
  it('trap 22: inlines references and drops every word that Google refuses', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        home: { $ref: '#/$defs/place', description: 'Where.' },
        list: { type: 'array', items: { $ref: '#/definitions/a~1b' } },
      },
      propertyNames: { pattern: '^[a-z]+$' },
      additionalProperties: false,
      $defs: { place: { type: 'object', properties: { city: { type: 'string' } }, description: 'A place.' } },
      definitions: { 'a/b': { type: 'string' } },
    };
    const { schema: sent, losses } = translate(schema);
    expect(sent).toEqual({
      type: 'object',
      properties: {
        home: { type: 'object', properties: { city: { type: 'string' } }, description: 'Where.' },
        list: { type: 'array', items: { type: 'string' } },
      },
      description: 'JSON Schema propertyNames: {"pattern":"^[a-z]+$"}.',
    });
    expect(losses).toEqual(['rule']);
  });

  // DEEIX-Chat issue 546.
  it('trap 23: follows a reference to a property', () => {
    const schema = {
      type: 'object',
      properties: { x: { type: 'array', items: { type: 'string' } }, y: { $ref: '#/properties/x' } },
    };
    expect(translate(schema).schema['properties']).toMatchObject({ y: { type: 'array', items: { type: 'string' } } });
  });

  it('uses one definition as often as it is named', () => {
    const base = { type: 'object', properties: { a: { type: 'string' } } };
    expect(inside({ allOf: [{ allOf: [{ $ref: '#/$defs/base' }] }, { $ref: '#/$defs/base' }] }, { base })).toEqual(
      base,
    );
  });

  it.each([['#/$defs/gone'], ['https://example.org/schema.json'], ['#/$defs/%zz']])(
    'takes %s for anything',
    (reference) => {
      expect(inside({ $ref: reference, description: 'd' })).toEqual({ ...ANYTHING, description: 'd' });
    },
  );

  it('cuts a schema that contains itself and says so', () => {
    const node = {
      type: 'object',
      properties: {
        name: { type: 'string' },
        next: { $ref: '#/$defs/node' },
        all: { type: 'array', items: { $ref: '#' } },
      },
    };
    const { schema, losses } = translate({ ...node, $defs: { node } });
    expect(losses).toEqual(['recursion']);
    expect(schema).toMatchObject({
      properties: {
        next: { properties: { next: { type: 'object', description: 'Nested as described further up.' } } },
        all: { type: 'array', items: { type: 'object', description: 'Nested as described further up.' } },
      },
    });
  });

  it.each([
    ['a reference to itself', { a: { $ref: '#/$defs/a' } }],
    ['two references to each other', { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } }],
    ['allOf with itself', { a: { type: 'object', allOf: [{ $ref: '#/$defs/a' }] } }],
  ])('ends with %s', (_, defs) => {
    expect(inside({ $ref: '#/$defs/a' }, defs)).toMatchObject({ type: 'object' });
  });

  it('counts an object of unknown names as a loss of its own', () => {
    expect(translate({ type: 'object', additionalProperties: { type: 'string' } })).toEqual({
      schema: { type: 'object', description: 'Further fields are allowed.' },
      losses: ['map', 'rule'],
    });
    expect(translate({ type: 'object', additionalProperties: true }).losses).toEqual([]);
  });

  it('keeps properties that are named like words of the schema', () => {
    const properties = { $ref: { type: 'string' }, type: { type: 'string' }, allOf: { type: 'string' } };
    expect(inside({ type: 'object', properties })).toEqual({ type: 'object', properties });
  });

  it('gives no prototype to a property of that name', () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}',
    ) as Record<string, unknown>;
    expect(JSON.stringify(translate(schema).schema)).toBe(JSON.stringify(schema));
  });

  it('names the order of properties on demand', () => {
    const properties = { b: { type: 'string' }, a: { type: 'string' } };
    expect(translate({ type: 'object', properties }, true).schema).toMatchObject({ propertyOrdering: ['b', 'a'] });
    expect(translate({ type: 'object', properties }).schema).not.toHaveProperty('propertyOrdering');
  });
});
