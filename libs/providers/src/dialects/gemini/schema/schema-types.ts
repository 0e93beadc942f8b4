import { isRecord } from '@app/common';
import type { JsonSchema } from './json-schema';

export type SchemaType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';

const TYPES: ReadonlySet<string> = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean']);

/** Words that give a type away where none is named. */
const SIGNS: readonly (readonly [SchemaType, readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems']],
  ['string', ['minLength', 'maxLength', 'pattern']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/** The names under `type`, in lower case. */
export function typeNamesOf({ type }: JsonSchema): string[] {
  const names: unknown[] = Array.isArray(type) ? type : [type];
  return names.filter((name) => typeof name === 'string').map((name) => name.toLowerCase());
}

/** The types a value may have, as named, else as its values or other words show; none means any. */
export function typesOf(schema: JsonSchema, values: readonly unknown[] | undefined): SchemaType[] {
  const named = typeNamesOf(schema).filter(isSchemaType);
  if (named.length > 0) return distinct(named);
  if (values) return distinct(values.map(typeOfValue).filter((type) => type !== undefined));
  const sign = SIGNS.find(([, words]) => words.some((word) => schema[word] !== undefined));
  return sign ? [sign[0]] : [];
}

export function typeOfValue(value: unknown): SchemaType | undefined {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (Array.isArray(value)) return 'array';
  return isRecord(value) ? 'object' : undefined;
}

export function isOfType(value: unknown, type: SchemaType): boolean {
  const own = typeOfValue(value);
  return own === type || (own === 'integer' && type === 'number');
}

/** A schema that only null satisfies. */
export function isNullSchema(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  const values = valuesOf(schema);
  if (values) return values.every((value) => value === null);
  const names = typeNamesOf(schema);
  return names.length > 0 && names.every((name) => name === 'null');
}

/** `const` and `enum` are one thing: the list of allowed values. */
export function valuesOf(schema: JsonSchema): unknown[] | undefined {
  const { enum: list } = schema;
  if (!Object.hasOwn(schema, 'const')) return Array.isArray(list) ? list : undefined;
  return [schema['const']];
}

/** A number may be an integer anyway. */
function distinct(types: readonly SchemaType[]): SchemaType[] {
  const all = [...new Set(types)];
  return all.includes('number') ? all.filter((type) => type !== 'integer') : all;
}

function isSchemaType(name: string): name is SchemaType {
  return TYPES.has(name);
}
