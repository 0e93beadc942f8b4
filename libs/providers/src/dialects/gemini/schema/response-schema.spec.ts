import { InvalidRequestError } from '@app/common';
import { parametersSchemaOf } from './parameters-schema';
import { responseSchemaOf } from './response-schema';
import { SchemaBudget } from './schema-budget';

const respond = (schema: unknown) => responseSchemaOf(schema, 'response_format', new SchemaBudget());
const parameters = (schema: unknown) => parametersSchemaOf(schema, 'tools[0]', new SchemaBudget());

describe('responseSchemaOf', () => {
  it('sends the subset, with the order of properties, where it says all', () => {
    const schema = {
      type: 'object',
      properties: { b: { type: 'string' }, a: { type: 'integer' } },
      additionalProperties: false,
    };
    expect(respond(schema)).toEqual({
      field: 'responseSchema',
      schema: { type: 'object', properties: schema.properties, propertyOrdering: ['b', 'a'] },
      isLossy: false,
    });
  });

  it('says so when a rule is left to the description', () => {
    expect(respond({ type: 'string', format: 'email' })).toMatchObject({ field: 'responseSchema', isLossy: true });
  });

  it.each([
    ['contains itself', { type: 'object', properties: { next: { $ref: '#' } } }],
    ['holds unknown names', { type: 'object', additionalProperties: { type: 'number' } }],
  ])('sends JSON schema when it %s', (_, schema) => {
    expect(respond({ ...schema, $schema: 'x' })).toEqual({ field: 'responseJsonSchema', schema, isLossy: false });
  });

  it('leaves beside a reference only what Google takes there', () => {
    const { schema } = respond({
      $ref: '#/$defs/a',
      title: 'T',
      description: 'd',
      $defs: { a: { items: { $ref: '#/$defs/a', title: 'U' } } },
    });
    expect(schema).toEqual({ $ref: '#/$defs/a', description: 'd', $defs: { a: { items: { $ref: '#/$defs/a' } } } });
  });

  it('leaves names and values alone that look like words of the schema', () => {
    const schema = {
      type: 'object',
      properties: { $id: { type: 'string' }, $comment: { const: { $id: 1 }, enum: [{ $comment: 2 }] } },
      additionalProperties: { type: 'string' },
    };
    expect(respond(schema).schema).toEqual(schema);
  });

  it.each([[undefined], [null], ['x'], [[]]])('refuses %j', (schema) => {
    expect(() => respond(schema)).toThrow(InvalidRequestError);
  });
});

describe('parametersSchemaOf', () => {
  it.each([[undefined], [null], [{}], [{ type: 'object' }], [{ type: 'object', properties: {} }]])(
    'leaves %j out',
    (schema) => {
      expect(parameters(schema).schema).toBeUndefined();
    },
  );

  it('takes an object without a type for one', () => {
    const properties = { a: { type: 'string' } };
    expect(parameters({ properties }).schema).toEqual({ type: 'object', properties });
    expect(parameters({ $ref: '#/$defs/a', $defs: { a: { type: 'object', properties } } }).schema).toEqual({
      type: 'object',
      properties,
    });
  });

  it.each([['x'], [5], [[]]])('refuses %j', (schema) => {
    expect(() => parameters(schema)).toThrow(expect.objectContaining({ param: 'tools[0]', httpStatus: 400 }));
  });
});
