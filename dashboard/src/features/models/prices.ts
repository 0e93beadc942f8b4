import type { PriceFacts, TokenRates } from '@app/contracts';
import type { CreatePriceRequest, ModelView } from '@app/contracts/admin';

/** 1 USD a million tokens, in pico-USD a token. */
const PICO_PER_USD_A_MILLION = 1_000_000;
const PICO_PER_NANO = 1_000;
const DAY_MS = 86_400_000;
const SOON_MS = 90 * DAY_MS;

/** A price as it is typed: USD a million tokens; empty texts are not said. */
export interface TypedPrice {
  readonly label: string;
  readonly input: string;
  readonly cachedInput: string;
  readonly cacheWrite: string;
  readonly output: string;
  readonly reasoning: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly promoKind: 'none' | 'percent' | 'rates';
  readonly promoPercent: string;
  readonly promoInput: string;
  readonly promoOutput: string;
  readonly promoFrom: string;
  readonly promoTo: string;
}

/** Beginning with what the model costs now. */
export function typedPrice(price: PriceFacts | null): TypedPrice {
  const rates = price?.rates;
  return {
    ...{ label: 'own price', input: typed(rates?.input), cachedInput: typed(rates?.cachedInput) },
    ...{ cacheWrite: typed(rates?.cacheWrite), output: typed(rates?.output), reasoning: typed(rates?.reasoning) },
    ...{ validFrom: '', validTo: '', promoKind: 'none', promoPercent: '', promoInput: '', promoOutput: '' },
    ...{ promoFrom: '', promoTo: '' },
  };
}

/** As the API takes it, which counts pico-USD a token. */
export function priceRequest(subject: string, price: TypedPrice): CreatePriceRequest {
  const promo = promoOf(price);
  return {
    ...{ subjectKind: 'model', subject },
    price: {
      label: price.label,
      rates: ratesOf(price),
      ...(price.validFrom !== '' && { validFrom: price.validFrom }),
      ...(price.validTo !== '' && { validTo: price.validTo }),
      ...(promo && { promo }),
    },
  };
}

function ratesOf({ input, cachedInput, cacheWrite, output, reasoning }: TypedPrice): TokenRates {
  return {
    ...{ input: pico(input) ?? 0, cachedInput: pico(cachedInput), cacheWrite: pico(cacheWrite), output: pico(output) },
    ...(reasoning !== '' && { reasoning: pico(reasoning) ?? 0 }),
  };
}

function promoOf(price: TypedPrice): Readonly<Record<string, unknown>> | undefined {
  const period = { from: price.promoFrom, to: price.promoTo };
  if (price.promoKind === 'none') return undefined;
  if (price.promoKind === 'percent') return { ...period, percentOff: Number(price.promoPercent) };
  return {
    ...period,
    rates: { ...ratesOf(price), input: pico(price.promoInput) ?? 0, output: pico(price.promoOutput) },
  };
}

function pico(typedUsd: string): number | null {
  return typedUsd.trim() === '' ? null : Math.round(Number(typedUsd) * PICO_PER_USD_A_MILLION);
}

function typed(rate: number | null | undefined): string {
  return rate == null ? '' : String(rate / PICO_PER_USD_A_MILLION);
}

/** Nano-USD for 1,000 tokens in and 1,000 out: at this moment, and when no promo applies. */
export function sampleCost(price: PriceFacts, now: number): { readonly now: number; readonly usual: number } {
  const usual = thousandOf(price.rates);
  const { promo } = price;
  const isOn = promo !== null && Date.parse(promo.from) <= now && now < Date.parse(promo.to);
  if (!isOn) return { now: usual, usual };
  if ('percentOff' in promo) return { now: (usual * (100 - promo.percentOff)) / 100, usual };
  return { now: thousandOf(promo.rates), usual };
}

function thousandOf({ input, output }: TokenRates): number {
  return ((input + (output ?? 0)) * 1_000) / PICO_PER_NANO;
}

/** Models that the vendor stops serving within 90 days, the next one first. */
export function endingSoon(models: readonly ModelView[], now: number): readonly ModelView[] {
  const endOf = ({ shutdownAt }: ModelView): number => (shutdownAt === null ? NaN : Date.parse(shutdownAt));
  return models
    .filter((model) => endOf(model) > now && endOf(model) <= now + SOON_MS)
    .toSorted((one, other) => endOf(one) - endOf(other));
}
