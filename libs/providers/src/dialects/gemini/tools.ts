import { isRecord } from '@app/common';
import { unsupported, type Encoding } from './encoding';
import type { FunctionDeclaration } from './gemini.wire';
import { parametersSchemaOf } from './schema/parameters-schema';

/** A function the caller offers. */
export interface OfferedFunction {
  readonly declaration: FunctionDeclaration;
  /** The caller wants arguments that keep to the schema without fail. */
  readonly isStrict: boolean;
}

/** The functions offered, under `tools` or, as it was before, under `functions`. */
export function offeredFunctions(encoding: Encoding): OfferedFunction[] {
  const { tools, functions } = encoding.request;
  const offered = listOf(tools, 'tools').flatMap((tool, index) => {
    if (isRecord(tool) && tool['type'] === 'function')
      return [offeredFunction(tool['function'], 'tools', `tools[${index}].function`, encoding)];
    // Google has tools of its own, but none that would answer in the words of another vendor's.
    encoding.adjusted.add('tools');
    return [];
  });
  const legacy = listOf(functions, 'functions').map((each, index) =>
    offeredFunction(each, 'functions', `functions[${index}]`, encoding),
  );
  return [...offered, ...legacy];
}

function offeredFunction(given: unknown, field: string, param: string, encoding: Encoding): OfferedFunction {
  const { name, description, parameters, strict } = isRecord(given) ? given : {};
  if (typeof name !== 'string' || name === '') throw unsupported('A function has to have a name.', `${param}.name`);
  const { schema, losses } = parametersSchemaOf(parameters, `${param}.parameters`, encoding.budget);
  if (losses.size > 0) encoding.adjusted.add(field);
  return {
    declaration: {
      name: encoding.names.toGoogle(name),
      ...(typeof description === 'string' && description !== '' ? { description } : {}),
      ...(schema === undefined ? {} : { parameters: schema }),
    },
    isStrict: strict === true,
  };
}

function listOf(value: unknown, param: string): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw unsupported(`The field "${param}" has to be a list.`, param);
}
