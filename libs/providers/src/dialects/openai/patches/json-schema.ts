import { isRecord } from '@app/common';

export type Schema = Record<string, unknown>;

/** Keywords whose value is a schema, a list of schemas, or either. */
const SCHEMAS: ReadonlySet<string> = new Set([
  'items',
  'additionalProperties',
  'additionalItems',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'anyOf',
  'oneOf',
  'allOf',
  'prefixItems',
]);
/** Keywords whose value names schemas: what stands there as a name is no keyword, whatever it looks like. */
const NAMED: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);

/** A JSON schema with `change` applied to it and to every schema inside, innermost first; the very same value when nothing changes. */
export function mapSchema(schema: unknown, change: (schema: Schema) => Schema): unknown {
  if (Array.isArray(schema)) return mapList(schema, (one) => mapSchema(one, change));
  if (!isRecord(schema)) return schema;
  const inner = mapFields(schema, (value, keyword) => {
    if (SCHEMAS.has(keyword)) return mapSchema(value, change);
    if (NAMED.has(keyword) && isRecord(value)) return mapFields(value, (named) => mapSchema(named, change));
    return value;
  });
  return change(inner);
}

function mapList(list: unknown[], change: (value: unknown) => unknown): unknown[] {
  const changed = list.map(change);
  return changed.some((value, at) => value !== list[at]) ? changed : list;
}

function mapFields(fields: Schema, change: (value: unknown, name: string) => unknown): Schema {
  const entries = Object.entries(fields).map(([name, value]) => [name, change(value, name)] as const);
  return entries.some(([name, value]) => value !== fields[name]) ? Object.fromEntries(entries) : fields;
}
