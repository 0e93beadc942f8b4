import { z } from 'zod';
import type { RoutingStrategy } from '@app/contracts';

/** More characters of keywords than this no matcher is built for. */
export const MAX_KEYWORD_CHARS = 2_000;
export const DEFAULT_THRESHOLD = 10;

const name = z.string().min(1).max(200);
const keywordRules = z
  .array(
    z.strictObject({
      words: z.array(z.string().trim().min(1).max(100)).min(1),
      target: name,
    }),
  )
  .max(100)
  .refine((rules) => rules.flatMap(({ words }) => words).join('').length <= MAX_KEYWORD_CHARS, {
    message: `may hold ${MAX_KEYWORD_CHARS} characters of words together`,
  });
const cuts = z
  .array(z.number().min(0).max(1))
  .max(100)
  .refine((values) => values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0)), {
    message: 'must not fall from one to the next',
  });

const heuristic = {
  /** Words and the target they lead to; the first rule that matches decides. Absent: the built-in words, to the last target. */
  keywords: keywordRules.optional(),
  /** Where, on the scale of scores from 0 to 1, each target ends and the next begins; one less than there are targets. */
  cuts: cuts.optional(),
};

const schemas = {
  heuristic: z.strictObject(heuristic),
  classifier: z.strictObject({
    ...heuristic,
    /** Highest rating. */
    threshold: z.int().min(2).max(100).default(DEFAULT_THRESHOLD),
    /** Models that may rate, the first usable one does. `provider/*`: the first model that this provider is known to have. */
    selectors: z.array(name).min(1).max(20).optional(),
  }),
  weighted: z.strictObject({
    /** How much each target gets, as a share of the sum; 1 where nothing is said. */
    weights: z.record(name, z.number().min(0).max(1_000_000)).default({}),
  }),
  fallback: z.strictObject({}),
} satisfies Record<RoutingStrategy, z.ZodType>;

export type KeywordRule = z.infer<typeof keywordRules>[number];
export type SettingsOf<Strategy extends RoutingStrategy> = z.infer<(typeof schemas)[Strategy]>;

/** The database may hold anything. */
export function isStrategy(name: string): name is RoutingStrategy {
  return Object.hasOwn(schemas, name);
}

/** What a strategy's settings say, and what is wrong with them; with problems, the settings are the defaults. */
export function readSettings<Strategy extends RoutingStrategy>(
  strategy: Strategy,
  settings: unknown,
): { readonly settings: SettingsOf<Strategy>; readonly problems: readonly string[] } {
  const schema: z.ZodType = schemas[strategy];
  const read = schema.safeParse(settings);
  if (read.success) return { settings: read.data as SettingsOf<Strategy>, problems: [] };
  const problems = read.error.issues.map(({ path, message }) => `settings.${path.join('.')}: ${message}`);
  return { settings: schema.parse({}) as SettingsOf<Strategy>, problems };
}
