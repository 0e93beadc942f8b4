import { isRecord } from '@app/common';
import type { JsonSchema } from './json-schema';
import { typeNamesOf } from './schema-types';

const LEAST: ReadonlySet<string> = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);
const MOST: ReadonlySet<string> = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);

/** One schema that demands what both demand, as far as one can; the words about a value are the first one's. */
export function merged(first: JsonSchema, second: JsonSchema): JsonSchema {
  const both = Object.keys(second).map((word): [string, unknown] => [
    word,
    Object.hasOwn(first, word) ? mergedWord(word, first[word], second[word]) : second[word],
  ]);
  return { ...first, ...Object.fromEntries(both) };
}

/** True where `merged` has to give up one of two alternatives. */
export function losesByMerging(first: JsonSchema, second: JsonSchema): boolean {
  return ['anyOf', 'oneOf'].some((word) => first[word] !== undefined && second[word] !== undefined);
}

function mergedWord(word: string, first: unknown, second: unknown): unknown {
  if (LEAST.has(word) && typeof first === 'number' && typeof second === 'number') return Math.min(first, second);
  if (MOST.has(word) && typeof first === 'number' && typeof second === 'number') return Math.max(first, second);
  switch (word) {
    case 'properties':
      return isRecord(first) && isRecord(second) ? mergedProperties(first, second) : first;
    case 'required':
      return Array.isArray(first) && Array.isArray(second) ? [...new Set<unknown>(first.concat(second))] : first;
    case 'enum':
      return Array.isArray(first) && Array.isArray(second) ? shared(first, second) : first;
    case 'type':
      return sharedTypes(first, second);
    case 'items':
      return { allOf: [first, second] };
    default:
      return first;
  }
}

function mergedProperties(first: JsonSchema, second: JsonSchema): JsonSchema {
  const more = Object.entries(second).map(([name, schema]): [string, unknown] => [
    name,
    Object.hasOwn(first, name) && first[name] !== schema ? { allOf: [first[name], schema] } : schema,
  ]);
  return Object.fromEntries([...Object.entries(first), ...more]);
}

function shared(first: readonly unknown[], second: readonly unknown[]): unknown[] {
  const known = new Set(second.map((value) => JSON.stringify(value)));
  return first.filter((value) => known.has(JSON.stringify(value)));
}

/** Every integer is a number. Types that exclude each other leave the first: no value could satisfy both. */
function sharedTypes(first: unknown, second: unknown): unknown {
  const others = typeNamesOf({ type: second });
  const names = typeNamesOf({ type: first }).flatMap((name) => {
    if (others.includes(name) || (name === 'integer' && others.includes('number'))) return [name];
    return name === 'number' && others.includes('integer') ? ['integer'] : [];
  });
  return names.length > 0 ? names : first;
}
