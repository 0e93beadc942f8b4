import type { PriceFacts, TokenRates } from '@app/contracts';
import type { CreatePriceRequest } from '@app/contracts/admin';
import { picoOf, PICO_PER_USD_A_MILLION } from '../../shared/format/pico';

const PICO_PER_NANO = 1_000;

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

/** An own price, to be changed. Ends are typed as the last day, and stored as the moment after it. */
export function typedOwn(price: PriceFacts): TypedPrice {
  const { promo } = price;
  return {
    ...typedPrice(price),
    ...{ label: price.label, validFrom: dayOf(price.validFrom), validTo: lastDayOf(price.validTo) },
    ...(promo && { promoFrom: dayOf(promo.from), promoTo: lastDayOf(promo.to) }),
    ...(promo && 'percentOff' in promo && { promoKind: 'percent', promoPercent: String(promo.percentOff) }),
    ...(promo &&
      'rates' in promo && {
        promoKind: 'rates',
        ...{ promoInput: typed(promo.rates.input), promoOutput: typed(promo.rates.output) },
      }),
  };
}

/** The own price with what was typed; what cannot be typed here, such as tiers, stays in it. */
export function changedPrice(own: PriceFacts, price: TypedPrice): CreatePriceRequest['price'] {
  const { price: written } = priceRequest('', price);
  return { ...own, validFrom: null, validTo: null, promo: null, ...written };
}

const dayOf = (instant: string | null): string => instant?.slice(0, 10) ?? '';
const lastDayOf = (end: string | null): string =>
  end === null ? '' : new Date(Date.parse(end) - 1).toISOString().slice(0, 10);

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
    ...{
      input: picoOf(input) ?? 0,
      cachedInput: picoOf(cachedInput),
      cacheWrite: picoOf(cacheWrite),
      output: picoOf(output),
    },
    ...(reasoning !== '' && { reasoning: picoOf(reasoning) ?? 0 }),
  };
}

function promoOf(price: TypedPrice): Readonly<Record<string, unknown>> | undefined {
  const period = { from: price.promoFrom, to: price.promoTo };
  if (price.promoKind === 'none') return undefined;
  if (price.promoKind === 'percent') return { ...period, percentOff: Number(price.promoPercent) };
  return {
    ...period,
    rates: { ...ratesOf(price), input: picoOf(price.promoInput) ?? 0, output: picoOf(price.promoOutput) },
  };
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
