import { isJsonObject, type JsonObject } from '../json-object';

/** Deeper schemas are cut off: a recursive one would never end. */
const DEEPEST = 8;

/** A small value that satisfies the schema: its required properties and nothing else. Type names in any case. */
export function exampleOf(schema: unknown, root: unknown = schema, depth = 0): unknown {
  if (!isJsonObject(schema) || depth > DEEPEST) return {};
  if (typeof schema.$ref === 'string') return exampleOf(resolve(schema.$ref, root), root, depth + 1);
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if ('const' in schema) return schema.const;
  const branches = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(branches)) return exampleOf(branches[0], root, depth + 1);
  switch (typeNameOf(schema)) {
    case 'string':
      return 'x'.repeat(Math.max(1, typeof schema.minLength === 'number' ? schema.minLength : 1));
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array':
      return Array.from({ length: typeof schema.minItems === 'number' ? schema.minItems : 1 }, () =>
        exampleOf(schema.items, root, depth + 1),
      );
    default:
      return objectExample(schema, root, depth);
  }
}

function objectExample(schema: JsonObject, root: unknown, depth: number): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name], root, depth + 1)]));
}

function typeNameOf(schema: JsonObject): string {
  const type: unknown = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type;
  return typeof type === 'string' ? type.toLowerCase() : 'object';
}

function resolve(reference: string, root: unknown): unknown {
  let value: unknown = root;
  for (const step of reference.split('/').slice(1)) value = isJsonObject(value) ? value[step] : undefined;
  return value;
}
