import { isRecord } from '@app/common';
import type { JsonSchema, SchemaLoss } from './json-schema';
import { losesByMerging, merged } from './merged-schemas';
import type { SchemaBudget } from './schema-budget';
import { referenced } from './schema-reference';

export interface FlatSchema {
  /** Without `$ref` and `allOf`. */
  readonly schema: JsonSchema;
  /** The schemas it was made of. */
  readonly sources: readonly JsonSchema[];
}

/** Replaces references by what they mean and merges `allOf`, on one level; what is nested stays as it is. */
export class SchemaFlattener {
  constructor(
    private readonly root: JsonSchema,
    private readonly budget: SchemaBudget,
    private readonly losses: Set<SchemaLoss>,
  ) {}

  /** undefined where the schema contains itself; `within` are those that it is nested in. */
  flat(
    raw: JsonSchema,
    within: ReadonlySet<JsonSchema>,
    depth: number,
    path: readonly JsonSchema[] = [],
  ): FlatSchema | undefined {
    this.budget.spend(1, depth);
    if (within.has(raw) || path.includes(raw)) return undefined;
    const { $ref: reference, allOf, ...own } = raw;
    const sources = [raw];
    let schema: JsonSchema = own;
    const take = (part: JsonSchema): boolean => {
      const meant = this.flat(part, within, depth + 1, [...path, raw]);
      if (!meant) return false;
      schema = this.together(schema, meant.schema);
      sources.push(...meant.sources);
      return true;
    };
    if (typeof reference === 'string') {
      const target = this.target(reference);
      if (!target) this.losses.add('rule');
      else if (!take(target)) return undefined;
    }
    for (const part of Array.isArray(allOf) ? allOf.filter(isRecord) : []) {
      if (!take(part)) this.losses.add('recursion');
    }
    return { schema, sources };
  }

  target(reference: string): JsonSchema | undefined {
    return referenced(reference, this.root);
  }

  private together(first: JsonSchema, second: JsonSchema): JsonSchema {
    this.budget.spend(Object.keys(second).length);
    for (const word of ['properties', 'required', 'enum'])
      this.budget.spend(sizeOf(first[word]) + sizeOf(second[word]));
    if (losesByMerging(first, second)) this.losses.add('rule');
    return merged(first, second);
  }
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isRecord(value) ? Object.keys(value).length : 0;
}
