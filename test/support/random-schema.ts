import type { SeededRandom } from './seeded-random';

type Schema = Record<string, unknown>;

const RULES: readonly Schema[] = [
  { additionalProperties: false },
  { $comment: 'x' },
  { not: { type: 'null' } },
  { title: 'T' },
  { deprecated: true },
];

/** A JSON schema of an object, with words from every corner of the standard; its definitions may name each other and themselves. */
export function randomParameters(random: SeededRandom): Schema {
  return {
    ...objectSchema(random, 3),
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $defs: { one: randomSchema(random, 2), two: { ...randomSchema(random, 1), description: 'Two.' } },
  };
}

function randomSchema(random: SeededRandom, depth: number): Schema {
  if (depth === 0) return scalarSchema(random);
  switch (random.below(9)) {
    case 0:
      return objectSchema(random, depth);
    case 1:
      return {
        type: 'array',
        ...(random.chance(0.7) ? { items: randomSchema(random, depth - 1) } : {}),
        uniqueItems: true,
      };
    case 2:
      return { $ref: random.pick(['#/$defs/one', '#/$defs/two', '#', '#/$defs/none']), description: 'Referred.' };
    case 3:
      return { anyOf: [randomSchema(random, depth - 1), { type: 'null' }], description: 'Perhaps.' };
    case 4:
      return { oneOf: [randomSchema(random, depth - 1), randomSchema(random, depth - 1)], ...random.pick(RULES) };
    case 5:
      return { allOf: [objectSchema(random, depth - 1), objectSchema(random, depth - 1)] };
    case 6:
      return { type: 'object', additionalProperties: randomSchema(random, depth - 1) };
    default:
      return scalarSchema(random);
  }
}

function objectSchema(random: SeededRandom, depth: number): Schema {
  const names = ['a', 'b', 'type', '$ref'].filter(() => random.chance(0.6));
  const properties = names.map((name) => [name, randomSchema(random, Math.max(0, depth - 1))]);
  return {
    type: random.chance(0.8) ? 'object' : ['object', 'null'],
    properties: Object.fromEntries(properties) as Schema,
    required: names.filter(() => random.chance(0.5)),
    ...random.pick(RULES),
  };
}

function scalarSchema(random: SeededRandom): Schema {
  return random.pick<Schema>([
    { type: 'string', minLength: 1, format: random.pick(['date-time', 'email', 'uri']) },
    { type: 'string', enum: ['x', 'y', null] },
    { enum: [1, 2, 'three', true] },
    { const: random.pick<unknown>(['x', 5, true, null, 1.5]) },
    { type: 'integer', exclusiveMinimum: 0, multipleOf: 2 },
    { type: 'number', exclusiveMaximum: 1, default: 0.5 },
    { type: ['string', 'integer'], examples: ['z'] },
    { type: 'boolean' },
    {},
  ]);
}
