import { exampleOf } from './schema-example';

describe('exampleOf', () => {
  it.each([
    [{ type: 'string' }, 'x'],
    [{ type: 'STRING', minLength: 3 }, 'xxx'],
    [{ type: 'integer' }, 1],
    [{ type: 'number', minimum: 5 }, 5],
    [{ type: 'boolean' }, true],
    [{ type: 'null' }, null],
    [{ type: ['null', 'string'] }, 'x'],
    [{ enum: ['celsius', 'kelvin'] }, 'celsius'],
    [{ const: 7 }, 7],
    [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, 1],
    [{ type: 'array', items: { type: 'string' } }, ['x']],
    [{ type: 'array', items: { type: 'string' }, minItems: 2 }, ['x', 'x']],
    [undefined, {}],
  ])('fits %j', (schema, example) => {
    expect(exampleOf(schema)).toEqual(example);
  });

  it('fills the required properties and no others', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['b'] };
    expect(exampleOf(schema)).toEqual({ b: 1 });
  });

  it('follows references', () => {
    const schema = {
      type: 'object',
      properties: { who: { $ref: '#/$defs/person' } },
      required: ['who'],
      $defs: { person: { type: 'string' } },
    };
    expect(exampleOf(schema)).toEqual({ who: 'x' });
  });

  it('ends a recursive schema', () => {
    const schema = { type: 'object', properties: { next: { $ref: '#' } }, required: ['next'] };
    expect(JSON.stringify(exampleOf(schema))).toMatch(/^(\{"next":)+\{\}\}+$/);
  });
});
