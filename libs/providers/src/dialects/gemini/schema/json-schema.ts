/** A schema as callers write it, or as Google takes it. */
export type JsonSchema = Record<string, unknown>;

/** How a translated schema says less than the original. */
export type SchemaLoss =
  /** A rule that has no word in Google's subset; it is told to the model in the description instead. */
  | 'rule'
  /** A schema that contains itself was cut. */
  | 'recursion'
  /** An object of names that are not known beforehand. */
  | 'map';

/** Words that say nothing about values, or nothing outside their own document. */
export const SILENT_WORDS: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$comment',
  '$defs',
  'definitions',
  '$vocabulary',
  'deprecated',
  'readOnly',
  'writeOnly',
  'contentEncoding',
  'contentMediaType',
]);

/** Words about a value rather than rules for it; they stand beside `anyOf`, everything else goes into its branches. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'example',
  'examples',
  'nullable',
]);

/** Rules that Google refuses as unknown names. */
export const UNSPOKEN_RULES: readonly string[] = [
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'propertyNames',
  'contains',
  'minContains',
  'maxContains',
  'unevaluatedItems',
  'unevaluatedProperties',
  'multipleOf',
  'uniqueItems',
];
