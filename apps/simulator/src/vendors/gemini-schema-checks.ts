import { isJsonObject, objectFrom, objectsIn, textFrom, type JsonObject } from '../json-object';
import { invalid, type GeminiCheck } from './gemini-check';

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);
/** All that Google lists for its subset; others are refused. */
const FORMATS: ReadonlySet<string> = new Set(['float', 'double', 'int32', 'int64', 'date-time', 'enum']);
/** Begins with a letter or an underscore. */
const NAME = /^[a-zA-Z_][a-zA-Z0-9_.:-]*$/;
const MODES: ReadonlySet<string> = new Set(['AUTO', 'ANY', 'NONE', 'VALIDATED']);

/** Schemas: no type lists, arrays say what is in them, enums are strings unless formatted so, null is `nullable`. */
const plainSchemas: GeminiCheck = (request) => {
  const schemas = [
    ...declarationsIn(request).map(({ parameters }) => parameters),
    objectFrom(request.generationConfig).responseSchema,
  ];
  for (const schema of schemas.filter(isJsonObject)) {
    const fault = schemaFault(schema, 'schema');
    if (fault) return invalid(fault);
  }
  return undefined;
};

const wellNamedFunctions: GeminiCheck = (request) => {
  const names = declarationsIn(request).map(({ name }) => textFrom(name) ?? '');
  const bad = names.find((name) => !NAME.test(name));
  return bad === undefined
    ? undefined
    : invalid(`Invalid function name "${bad}". Must start with a letter or an underscore.`);
};

/** The allowed names are among the functions, and only where a call is asked for. */
const toolConfigFits: GeminiCheck = (request) => {
  const { mode, allowedFunctionNames: allowed } = objectFrom(objectFrom(request.toolConfig).functionCallingConfig);
  if (mode === undefined) return undefined;
  if (!MODES.has(textFrom(mode) ?? '')) return invalid(`Invalid value at 'tool_config.mode': ${JSON.stringify(mode)}`);
  if (!Array.isArray(allowed)) return undefined;
  if (mode !== 'ANY') return invalid('Allowed function names should only be set when mode is ANY.');
  const known = declarationsIn(request).map(({ name }) => name);
  return allowed.every((name) => known.includes(name))
    ? undefined
    : invalid('Allowed function names must be among the function declarations.');
};

/** A schema of the answer needs the type of JSON, and there is one at most. */
const answerSchemaFits: GeminiCheck = ({ generationConfig }) => {
  const { responseSchema, responseJsonSchema, responseMimeType } = objectFrom(generationConfig);
  if (responseSchema === undefined && responseJsonSchema === undefined) return undefined;
  if (responseSchema !== undefined && responseJsonSchema !== undefined)
    return invalid('Only one of response_schema and response_json_schema may be set.');
  return responseMimeType === 'application/json'
    ? undefined
    : invalid('A response schema needs the response mime type application/json.');
};

export const SCHEMA_CHECKS: readonly GeminiCheck[] = [
  plainSchemas,
  wellNamedFunctions,
  toolConfigFits,
  answerSchemaFits,
];

function declarationsIn(request: JsonObject): JsonObject[] {
  return objectsIn(request.tools).flatMap((tool) => objectsIn(tool.functionDeclarations));
}

function schemaFault(schema: JsonObject, path: string): string | undefined {
  return (
    ownFault(schema, path) ??
    childrenOf(schema)
      .map(([name, child]) => childFault(child, `${path}.${name}`))
      .find(Boolean)
  );
}

function ownFault({ type: given, items, format, enum: values }: JsonObject, path: string): string | undefined {
  if (Array.isArray(given)) return `Invalid value at '${path}.type': Proto field is not repeating, cannot start list.`;
  const type = textFrom(given)?.toLowerCase();
  if (type === 'null') return `* ${path}: schema type null is not supported, use nullable.`;
  if (given !== undefined && !TYPES.has(type ?? '')) return `Invalid value at '${path}.type': ${JSON.stringify(given)}`;
  if (type === 'array' && items === undefined) return `* ${path}.items: missing field.`;
  if (format !== undefined && !FORMATS.has(textFrom(format) ?? ''))
    return `* ${path}.format: ${JSON.stringify(format)} is not supported.`;
  if (!Array.isArray(values) || format === 'enum') return undefined;
  return values.some((value) => typeof value !== 'string') || type === 'integer' || type === 'number'
    ? `Invalid value at '${path}.enum' (TYPE_STRING)`
    : undefined;
}

function childFault(child: unknown, path: string): string | undefined {
  return isJsonObject(child) ? schemaFault(child, path) : undefined;
}

function childrenOf(schema: JsonObject): [string, unknown][] {
  return [
    ['items', schema.items],
    ...objectsIn(schema.anyOf).map((branch, index): [string, unknown] => [`anyOf[${index}]`, branch]),
    ...Object.entries(objectFrom(schema.properties)).map(([name, child]): [string, unknown] => [
      `properties.${name}`,
      child,
    ]),
  ];
}
