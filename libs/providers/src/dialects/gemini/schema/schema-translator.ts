import { isRecord } from '@app/common';
import { ANNOTATIONS, SILENT_WORDS, UNSPOKEN_RULES, type JsonSchema, type SchemaLoss } from './json-schema';
import { picked } from './picked';
import { enumWords, numberWords, stringWords, type Said } from './scalar-schema';
import type { SchemaBudget } from './schema-budget';
import { SchemaFlattener } from './schema-flattener';
import { isNullSchema, isOfType, typeNamesOf, typesOf, valuesOf, type SchemaType } from './schema-types';

const NOTHING: Said = { words: {}, notes: [] };
/** A value of any kind. A schema that says nothing at all may not be sent: an array has to tell what is in it. */
const ANYTHING = ['string', 'number', 'boolean', 'object'] as const;

/**
 * Writes one JSON schema in the subset that Google takes: references replaced by what they mean, `oneOf` as `anyOf`,
 * `allOf` merged, null as `nullable`. What the subset cannot say goes into the description and is counted as a loss.
 */
export class SchemaTranslator {
  readonly losses = new Set<SchemaLoss>();
  /** Schemas being written at the moment, outermost first: one that turns up again inside itself never ends. */
  private readonly open = new Set<JsonSchema>();
  private readonly flattener: SchemaFlattener;

  constructor(
    root: JsonSchema,
    private readonly budget: SchemaBudget,
    /** Name the order of properties too: Google sorts them otherwise. */
    private readonly isOrdered = false,
  ) {
    this.flattener = new SchemaFlattener(root, budget, this.losses);
  }

  translate(raw: unknown, depth = 0): JsonSchema {
    if (!isRecord(raw)) {
      this.budget.spend(1, depth);
      if (raw === false) this.losses.add('rule');
      return anything();
    }
    const flat = this.flattener.flat(raw, this.open, depth);
    if (!flat) return this.cut(raw);
    const opened = flat.sources.filter((schema) => !this.open.has(schema));
    for (const schema of opened) this.open.add(schema);
    const result = this.written(flat.schema, depth);
    for (const schema of opened) this.open.delete(schema);
    return result;
  }

  /** Told in words, at the type it would have had. */
  private cut(raw: JsonSchema): JsonSchema {
    this.losses.add('recursion');
    const { $ref: reference } = raw;
    const target = typeof reference === 'string' ? this.flattener.target(reference) : raw;
    const isList = typeNamesOf(target ?? {})[0] === 'array';
    const description = described(raw['description'] ?? target?.['description'], ['Nested as described further up.']);
    return isList ? { type: 'array', items: anything(), description } : { type: 'object', description };
  }

  private written(flat: JsonSchema, depth: number): JsonSchema {
    const about = this.annotations(flat);
    if (isNullSchema(flat)) return { ...anything(), ...about, nullable: true };
    const { branches, isNullable } = branchesOf(flat);
    if (Array.isArray(flat['anyOf']) && Array.isArray(flat['oneOf'])) this.losses.add('rule');
    const nullable = isNullable || flat['nullable'] === true || hasNull(flat) ? { nullable: true } : {};
    if (branches.length > 0) return { ...this.alternatives(flat, branches, depth), ...about, ...nullable };
    const values = valuesOf(flat);
    if (values) this.budget.spendOn(values);
    const types = typesOf(flat, values).filter((type) => !values || values.some((value) => isOfType(value, type)));
    const [type] = types;
    if (type === undefined) return { ...anything(), ...this.noted(flat, about, []), ...nullable };
    if (types.length > 1) {
      const anyOf = types.map((each) => this.translate(withoutAnnotations({ ...flat, type: each }), depth + 1));
      return { anyOf, ...about, ...nullable };
    }
    const { words, notes } = this.wordsOf(flat, type, values, depth);
    return { type, ...words, ...this.noted(flat, about, notes), ...nullable };
  }

  /** The branches of `anyOf`, each with the rules that stood beside it: Google takes nothing but words about the value there. */
  private alternatives(flat: JsonSchema, branches: readonly unknown[], depth: number): JsonSchema {
    const { anyOf: _anyOf, oneOf: _oneOf, ...rules } = withoutAnnotations(flat);
    const hasRules = Object.keys(rules).some((word) => !SILENT_WORDS.has(word));
    const whole = branches.map((branch) => (hasRules ? { allOf: [branch, rules] } : branch));
    if (whole.length === 1) return this.translate(whole[0], depth + 1);
    return { anyOf: whole.map((branch) => this.translate(branch, depth + 1)) };
  }

  private wordsOf(flat: JsonSchema, type: SchemaType, values: unknown[] | undefined, depth: number): Said {
    const listed = values ? enumWords(values, type) : NOTHING;
    const own = this.wordsOfType(flat, type, depth);
    return { words: { ...own.words, ...listed.words }, notes: [...own.notes, ...listed.notes] };
  }

  private wordsOfType(flat: JsonSchema, type: SchemaType, depth: number): Said {
    switch (type) {
      case 'object':
        return this.objectWords(flat, depth);
      case 'array':
        return this.arrayWords(flat, depth);
      case 'string':
        return stringWords(flat);
      case 'number':
      case 'integer':
        return numberWords(flat, type);
      case 'boolean':
        return NOTHING;
    }
  }

  private objectWords(flat: JsonSchema, depth: number): Said {
    const given = isRecord(flat['properties']) ? flat['properties'] : {};
    const properties = Object.entries(given).map(([name, schema]) => {
      this.budget.spendOn(name);
      return [name, this.translate(schema, depth + 1)] as const;
    });
    const names = properties.map(([name]) => name);
    const asked: unknown[] = Array.isArray(flat['required']) ? flat['required'] : [];
    const required = [...new Set(asked)].filter((name) => typeof name === 'string' && Object.hasOwn(given, name));
    const isMap = isRecord(flat['additionalProperties']) || isRecord(flat['patternProperties']);
    if (isMap) this.losses.add('map');
    return {
      words: {
        ...(names.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
        ...(required.length > 0 ? { required } : {}),
        ...(this.isOrdered && names.length > 1 ? { propertyOrdering: names } : {}),
        ...picked(flat, { minProperties: 'number', maxProperties: 'number' }),
      },
      notes: isMap ? ['Further fields are allowed.'] : [],
    };
  }

  private arrayWords(flat: JsonSchema, depth: number): Said {
    const { items, prefixItems } = flat;
    const tuple: unknown = Array.isArray(items) ? items : prefixItems;
    const isTuple = Array.isArray(tuple) && tuple.length > 0;
    const inside: unknown = isTuple ? (tuple.length === 1 ? tuple[0] : { anyOf: tuple as unknown[] }) : items;
    return {
      words: {
        items: this.translate(inside, depth + 1),
        ...picked(flat, { minItems: 'number', maxItems: 'number' }),
      },
      notes: isTuple && tuple.length > 1 ? ['The items stand in the order of the alternatives.'] : [],
    };
  }

  private annotations(flat: JsonSchema): JsonSchema {
    const { default: usual, example, examples } = flat;
    const shown: unknown = example ?? (Array.isArray(examples) ? examples[0] : undefined);
    const about = {
      ...picked(flat, { title: 'string', description: 'string' }),
      ...(usual === undefined || usual === null ? {} : { default: usual }),
      ...(shown === undefined || shown === null ? {} : { example: shown }),
    };
    Object.values(about).forEach((value) => this.budget.spendOn(value));
    return about;
  }

  /** The words about a value, with all that could not be said otherwise. */
  private noted(flat: JsonSchema, about: JsonSchema, notes: readonly string[]): JsonSchema {
    const unsaid = UNSPOKEN_RULES.filter((word) => flat[word] !== undefined && flat[word] !== false);
    const rules = unsaid.map((word) => {
      const rule = JSON.stringify(flat[word]);
      this.budget.spendOn(rule);
      return word === 'uniqueItems' ? 'No two items are equal.' : `JSON Schema ${word}: ${rule}.`;
    });
    const all = [...notes, ...rules];
    if (all.length === 0) return about;
    this.losses.add('rule');
    return { ...about, description: described(about['description'], all) };
  }
}

function anything(): JsonSchema {
  return { anyOf: ANYTHING.map((type) => ({ type })) };
}

function described(description: unknown, notes: readonly string[]): string {
  return [...(typeof description === 'string' && description !== '' ? [description] : []), ...notes].join(' ');
}

function branchesOf({ anyOf, oneOf }: JsonSchema): { branches: unknown[]; isNullable: boolean } {
  const all: unknown[] = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : [];
  const branches = all.filter((branch) => !isNullSchema(branch));
  return { branches, isNullable: branches.length < all.length };
}

function hasNull(flat: JsonSchema): boolean {
  return typeNamesOf(flat).includes('null') || valuesOf(flat)?.includes(null) === true;
}

function withoutAnnotations(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([word]) => !ANNOTATIONS.has(word)));
}
