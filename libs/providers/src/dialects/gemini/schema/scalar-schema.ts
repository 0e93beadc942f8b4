import { picked } from './picked';
import type { JsonSchema } from './json-schema';
import { isOfType, type SchemaType } from './schema-types';

/** A part of a translated schema, and what it could not say in words of the schema. */
export interface Said {
  readonly words: JsonSchema;
  readonly notes: readonly string[];
}

/** Google knows these formats and refuses others. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  string: ['date-time', 'enum'],
  number: ['float', 'double'],
  integer: ['int32', 'int64'],
};

export function stringWords(schema: JsonSchema): Said {
  const { words, notes } = formatOf(schema, 'string');
  return {
    words: { ...words, ...picked(schema, { minLength: 'number', maxLength: 'number', pattern: 'string' }) },
    notes,
  };
}

export function numberWords(schema: JsonSchema, type: 'number' | 'integer'): Said {
  const { words, notes } = formatOf(schema, type);
  const low = boundOf(schema, 'minimum', 'exclusiveMinimum', type === 'integer' ? 1 : 0);
  const high = boundOf(schema, 'maximum', 'exclusiveMaximum', type === 'integer' ? -1 : 0);
  return { words: { ...words, ...low.words, ...high.words }, notes: [...notes, ...low.notes, ...high.notes] };
}

/** Google's enum is a list of strings; numbers go as strings under the format `enum`, and other types have no enum. */
export function enumWords(values: readonly unknown[], type: SchemaType): Said {
  const fitting = values.filter((value) => isOfType(value, type));
  if (fitting.length === 0) return { words: {}, notes: [] };
  if (type === 'string') return { words: { enum: fitting }, notes: [] };
  if (type === 'number' || type === 'integer')
    return { words: { format: 'enum', enum: fitting.map(String) }, notes: [] };
  return { words: {}, notes: [`One of: ${fitting.map((value) => JSON.stringify(value)).join(', ')}.`] };
}

function formatOf({ format }: JsonSchema, type: string): Said {
  if (typeof format !== 'string') return { words: {}, notes: [] };
  return FORMATS[type]?.includes(format)
    ? { words: { format }, notes: [] }
    : { words: {}, notes: [`Format: ${format}.`] };
}

/** A bound that excludes itself: the next integer says the same, of other numbers only the description can tell. */
function boundOf(schema: JsonSchema, word: string, exclusive: string, step: number): Said {
  const { [word]: bound, [exclusive]: edge } = schema;
  // Before draft 6 the exclusive word was a flag beside the bound.
  const excluded = edge === true ? bound : edge;
  if (typeof excluded !== 'number') return { words: typeof bound === 'number' ? { [word]: bound } : {}, notes: [] };
  const isStricter = typeof bound !== 'number' || (word === 'minimum' ? excluded >= bound : excluded <= bound);
  if (!isStricter) return { words: { [word]: bound }, notes: [] };
  if (step !== 0)
    return { words: { [word]: (step > 0 ? Math.floor(excluded) : Math.ceil(excluded)) + step }, notes: [] };
  const comparison = word === 'minimum' ? 'Greater' : 'Less';
  return { words: { [word]: excluded }, notes: [`${comparison} than ${excluded}.`] };
}
