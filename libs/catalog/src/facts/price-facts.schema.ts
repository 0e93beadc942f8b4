import { z } from 'zod';
import type { ImagePriceFacts, PriceFacts, PriceTier, PromoFacts, TokenRates } from '@app/contracts';
import type { ShapeOf } from './shape-of';

/** Above this a prompt of a million tokens could leave the integers that a number holds exactly. */
const MAX_RATE = 10 ** 12;

const rate = z.int().min(0).max(MAX_RATE);
const nanoUsd = z.int().min(0);
const instant = z.iso.datetime();

const tokenRates = z.strictObject({
  input: rate,
  cachedInput: rate.nullable(),
  cacheWrite: rate.nullable(),
  output: rate.nullable(),
  reasoning: rate.optional(),
  cacheWrite1h: rate.optional(),
  cacheWrite12h: rate.optional(),
  imageInput: rate.optional(),
  imageCachedInput: rate.optional(),
  imageOutput: rate.optional(),
  audioInput: rate.optional(),
} satisfies ShapeOf<TokenRates>);

const priceTier = z.strictObject({
  fromInputTokens: z.int().min(1),
  rates: tokenRates,
} satisfies ShapeOf<PriceTier>);

/** `24:00` ends a day, so that a window may reach midnight; one that passes it is written as two. */
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be HH:MM');

const priceWindow = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('utc_windows'),
    days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
    windows: z
      .array(
        z.tuple([timeOfDay, timeOfDay]).refine(([start, end]) => start < end, 'must start before it ends, on one day'),
      )
      .min(1),
    excludes: z.string().nullable(),
    clock: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('otherwise') }),
]);

const period = { from: instant, to: instant, isStartUnverified: z.boolean() };

type PercentPromo = Extract<PromoFacts, { percentOff: number }>;
type PricePromo = Exclude<PromoFacts, PercentPromo>;

const percentPromo = z.strictObject({
  percentOff: z.number().min(0).max(100).multipleOf(0.01),
  ...period,
} satisfies ShapeOf<PercentPromo>);

const pricePromo = z.strictObject({
  rates: tokenRates,
  tiers: z.array(priceTier),
  ...period,
} satisfies ShapeOf<PricePromo>);

const promo = z
  .union([percentPromo, pricePromo])
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'must start before it ends');

/** Vendors write their tiers in lower case, and so they are looked up. A hundredfold price is a slip of the pen. */
const serviceTiers = z.record(
  z.string().regex(/^[a-z0-9_-]+$/, 'must be in lower case'),
  z.int().min(1).max(1_000_000),
);

export const priceFactsSchema = z
  .strictObject({
    id: z.string().min(1),
    label: z.string(),
    validFrom: instant.nullable(),
    validTo: instant.nullable(),
    rates: tokenRates,
    tiers: z.array(priceTier),
    window: priceWindow.nullable(),
    promo: promo.nullable(),
    serviceTiers: serviceTiers.optional(),
    isUnverified: z.boolean(),
  } satisfies ShapeOf<PriceFacts>)
  .refine(
    ({ validFrom, validTo }) => validFrom === null || validTo === null || Date.parse(validFrom) < Date.parse(validTo),
    { path: ['validTo'], error: 'must be later than validFrom' },
  );

export const imagePriceFactsSchema: z.ZodType<ImagePriceFacts> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flat'), nanoUsd }),
  z.strictObject({
    kind: z.literal('quality_and_size'),
    nanoUsd: z.record(z.string(), z.record(z.string(), nanoUsd)),
  }),
  z.strictObject({ kind: z.literal('image_size'), nanoUsd: z.record(z.string(), nanoUsd) }),
]);
