import { z } from 'zod';
import type { ModelFacts, ModelLifecycle, ModelReplacement } from '@app/contracts';
import { imagePriceFactsSchema, priceFactsSchema } from './price-facts.schema';
import type { ShapeOf } from './shape-of';

const name = z.string().min(1);
const tokenCount = z.int().min(1).nullable();
const openRecord = z.record(z.string(), z.unknown());

const replacement = z.strictObject({
  model: name,
  set: openRecord.optional(),
} satisfies ShapeOf<ModelReplacement>);

const lifecycle = z.strictObject({
  state: z.enum(['active', 'deprecated', 'redirected', 'shut_down']),
  shutdownAt: z.iso.datetime().nullable(),
  replacement: replacement.nullable(),
  routesTo: name.nullable(),
} satisfies ShapeOf<ModelLifecycle>);

const modelFactsSchema = z.strictObject({
  id: name,
  providerId: name,
  mode: z.enum(['chat', 'image']),
  isCore: z.boolean(),
  snapshots: z.array(name),
  nicknames: z.array(name),
  lifecycle,
  contextWindowTokens: tokenCount,
  maxInputTokens: tokenCount,
  maxOutputTokens: tokenCount,
  modalities: z.strictObject({ input: z.array(name), output: z.array(name) }),
  supports: z.record(z.string(), z.union([z.boolean(), z.string()])),
  reasoningEffortValues: z.array(name).nullable(),
  reasoningEffortDefault: name.nullable(),
  prices: z.array(priceFactsSchema),
  imagePrices: imagePriceFactsSchema.nullable(),
  endpoints: z.array(name),
  requestFlags: openRecord,
  conflicts: z.array(z.string()),
  note: z.string().nullable(),
  sources: z.array(name),
  asOf: z.iso.date(),
  isUnverified: z.boolean(),
  unverifiedFields: z.array(z.string()),
} satisfies ShapeOf<ModelFacts>);

/** One `<provider>.models.json`. */
export const modelFactsFileSchema = z.strictObject({
  provider: name,
  compiled: z.iso.date(),
  sources: z.record(z.string(), z.strictObject({ what: z.string(), date: z.string().nullable() })),
  models: z.array(modelFactsSchema),
});
