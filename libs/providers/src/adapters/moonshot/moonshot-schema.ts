import { isRecord } from '@app/common';
import { mapSchema, type Schema } from '../../dialects/openai/patches/json-schema';

/**
 * A JSON schema as Moonshot takes it: no `$schema`, no `type` beside `anyOf` (it goes into the branches), no list of
 * `items` (it is called `prefixItems`).
 */
export function moonshotSchema(schema: unknown): unknown {
  return mapSchema(schema, (given) => withPrefixItems(withTypedBranches(withoutDialect(given))));
}

/** The parameters of a tool: as above, and an object at the root. */
export function moonshotParameters(parameters: unknown): unknown {
  if (!isRecord(parameters)) return parameters;
  const isObject = parameters['type'] === 'object' && !Array.isArray(parameters['anyOf']);
  return moonshotSchema(isObject ? parameters : withObjectRoot(parameters));
}

function withoutDialect(schema: Schema): Schema {
  if (!('$schema' in schema)) return schema;
  const { $schema: _dialect, ...others } = schema;
  return others;
}

function withTypedBranches(schema: Schema): Schema {
  const { type, anyOf: branches, ...others } = schema;
  if (type === undefined || !Array.isArray(branches)) return schema;
  const typed = branches.map((branch: unknown) =>
    isRecord(branch) && !('type' in branch) ? { type, ...branch } : branch,
  );
  return { ...others, anyOf: typed };
}

function withPrefixItems(schema: Schema): Schema {
  const { items, additionalItems: rest, ...others } = schema;
  if (!Array.isArray(items)) return schema;
  return { ...others, prefixItems: items, ...(rest === undefined ? {} : { items: rest }) };
}

/**
 * A root must be of type object and then may not have branches: those become one object with the fields of all, of
 * which it demands what every branch demands.
 */
function withObjectRoot({ anyOf: given, ...root }: Schema): Schema {
  const branches = (Array.isArray(given) ? given : []).filter(isRecord);
  if (branches.length === 0) return { ...root, type: 'object' };
  const named = [...branches, root].flatMap((one) => Object.entries(recordOf(one['properties'])));
  const properties = Object.fromEntries(named);
  const [first = [], ...others] = branches.map((branch) => listOf(branch['required']));
  const demanded = others.map((names) => new Set(names));
  const shared = first.filter((name) => demanded.every((names) => names.has(name)));
  const required = [...new Set([...listOf(root['required']), ...shared])];
  return { ...root, type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
}

function recordOf(value: unknown): Schema {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
