import { InvalidRequestError, isRecord } from '@app/common';
import type { JsonSchema, SchemaLoss } from './json-schema';
import type { SchemaBudget } from './schema-budget';
import { SchemaTranslator } from './schema-translator';

export interface ParametersSchema {
  /** undefined: the function takes nothing. */
  readonly schema: JsonSchema | undefined;
  readonly losses: ReadonlySet<SchemaLoss>;
}

const ROOT_WORDS = ['type', '$ref', 'anyOf', 'oneOf', 'allOf'];

/**
 * The parameters of a function in Google's subset. An object without properties is left out: it says no more than that.
 * @throws InvalidRequestError when it is no schema, or grows without bounds
 */
export function parametersSchemaOf(parameters: unknown, param: string, budget: SchemaBudget): ParametersSchema {
  if (parameters === undefined || parameters === null) return { schema: undefined, losses: new Set() };
  if (!isRecord(parameters)) {
    throw new InvalidRequestError('The parameters of a function are a JSON schema.', param, 'invalid_schema');
  }
  budget.begin(param);
  const translator = new SchemaTranslator(parameters, budget);
  // Arguments are an object whatever the schema leaves unsaid.
  const isTyped = ROOT_WORDS.some((word) => parameters[word] !== undefined);
  const schema = translator.translate(isTyped ? parameters : { ...parameters, type: 'object' });
  const isEmpty = schema['type'] === 'object' && schema['properties'] === undefined;
  return { schema: isEmpty ? undefined : schema, losses: translator.losses };
}
