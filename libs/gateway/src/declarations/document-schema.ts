import { z } from 'zod';

const MAX_OBJECTS = 5_000;
const name = z.string().trim().min(1).max(200);
const count = z.int().min(1).max(Number.MAX_SAFE_INTEGER).nullable();
const milliseconds = z.int().min(1).max(86_400_000);

const group = z.strictObject({
  name,
  strategy: z.enum(['heuristic', 'classifier', 'fallback', 'weighted']),
  targets: z.array(name).min(1).max(100),
  logicLevel: z.int().min(1).max(10).nullable().default(null),
  primaryUse: z.string().max(500).nullable().default(null),
  settings: z.record(z.string(), z.unknown()).default({}),
  isEnabled: z.boolean().default(true),
});

const model = z.strictObject({
  id: name.regex(/\//u, 'is written as provider/model'),
  isEnabled: z.boolean().nullable(),
});

const price = z.strictObject({
  subjectKind: z.enum(['model', 'group']),
  subject: name,
  price: z.record(z.string(), z.unknown()),
});

/** As the admin API has it; a limit that is not named is none. */
const limits = z.strictObject({
  requestsPerMinute: count.default(null),
  tokensPerMinute: count.default(null),
  concurrentRequests: count.default(null),
  budget: z
    .strictObject({ nanoUsd: z.int().min(0), period: z.enum(['day', 'month', 'total']) })
    .nullable()
    .default(null),
});

const client = z.strictObject({
  name: z.string().trim().min(1).max(100),
  description: z.string().max(1_000).default(''),
  tags: z.array(z.string().max(100)).max(20).default([]),
  isEnabled: z.boolean().default(true),
  expiresAt: z.int().min(0).nullable().default(null),
  limits: limits.prefault({}),
  access: z
    .strictObject({
      allowedModels: z.array(name).min(1).max(500).nullable().default(null),
      allowedAddresses: z.array(name).min(1).max(500).nullable().default(null),
    })
    .prefault({}),
  keyFrom: z
    .strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/u, 'is no name of a variable') })
    .optional(),
});

const provider = z.strictObject({
  id: name,
  isEnabled: z.boolean().nullable().default(null),
  baseUrl: z.string().max(2_000).nullable().default(null),
  tuning: z
    .strictObject({
      limits: z
        .strictObject({
          connectMs: milliseconds,
          firstByteMs: milliseconds,
          idleMs: milliseconds,
          totalMs: milliseconds,
        })
        .partial()
        .optional(),
      maxInFlight: z.int().min(1).max(100_000).optional(),
      breaker: z
        .strictObject({ errorPercent: z.int().min(1).max(100), volume: z.int().min(1), resetMs: milliseconds })
        .partial()
        .optional(),
      headers: z.record(z.string(), z.string()).optional(),
    })
    .default({}),
});

/** The whole document, strictly: what is not known here would be overlooked otherwise. */
export const documentSchema = z.strictObject({
  version: z.literal(1),
  groups: z.array(group).max(MAX_OBJECTS).optional(),
  models: z.array(model).max(MAX_OBJECTS).optional(),
  prices: z.array(price).max(MAX_OBJECTS).optional(),
  providers: z.array(provider).max(100).optional(),
  clients: z.array(client).max(MAX_OBJECTS).optional(),
});

/** A document with nothing left to guess. */
export type ReadDocument = z.infer<typeof documentSchema>;
export type ReadClient = z.infer<typeof client>;
