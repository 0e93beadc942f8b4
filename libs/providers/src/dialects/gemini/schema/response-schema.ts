import { InvalidRequestError, isRecord } from '@app/common';
import type { JsonSchema } from './json-schema';
import type { SchemaBudget } from './schema-budget';
import { SchemaTranslator } from './schema-translator';

export interface ResponseSchema {
  /** The field of `generationConfig`. */
  readonly field: 'responseSchema' | 'responseJsonSchema';
  readonly schema: JsonSchema;
  /** The schema sent says less than the caller's. */
  readonly isLossy: boolean;
}

const DOCUMENT_WORDS: ReadonlySet<string> = new Set(['$schema', '$id', '$comment']);
/** Beside `$ref` Google takes nothing else. */
const BESIDE_REFERENCE: ReadonlySet<string> = new Set(['$ref', 'description', 'default']);

const NAMED_SCHEMAS: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs', 'definitions']);
const VALUES: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples', 'required']);

/**
 * The schema of an answer. The subset is the surest; what it cannot say at all, a schema that contains itself or an
 * object of unknown names, goes as real JSON schema instead of being cut.
 * @throws InvalidRequestError when it is no schema, or grows without bounds
 */
export function responseSchemaOf(given: unknown, param: string, budget: SchemaBudget): ResponseSchema {
  if (!isRecord(given)) throw new InvalidRequestError('The schema of the answer is missing.', param, 'invalid_schema');
  budget.begin(param);
  const translator = new SchemaTranslator(given, budget, true);
  const schema = translator.translate(given);
  const { losses } = translator;
  if (!losses.has('recursion') && !losses.has('map'))
    return { field: 'responseSchema', schema, isLossy: losses.has('rule') };
  return { field: 'responseJsonSchema', schema: cleaned(given), isLossy: false };
}

function cleaned(schema: JsonSchema): JsonSchema {
  const isReference = typeof schema['$ref'] === 'string';
  const words = Object.entries(schema).filter(([word]) =>
    isReference ? BESIDE_REFERENCE.has(word) || NAMED_SCHEMAS.has(word) : !DOCUMENT_WORDS.has(word),
  );
  return Object.fromEntries(words.map(([word, value]) => [word, cleanedWord(word, value)]));
}

function cleanedWord(word: string, value: unknown): unknown {
  if (VALUES.has(word)) return value;
  // What stands in there are names of the caller's, not words.
  if (NAMED_SCHEMAS.has(word) && isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, cleanedSchema(schema)]));
  return Array.isArray(value) ? value.map(cleanedSchema) : cleanedSchema(value);
}

function cleanedSchema(value: unknown): unknown {
  return isRecord(value) ? cleaned(value) : value;
}
