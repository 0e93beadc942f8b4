import type { CostBucket, CostFormula, CostPart } from '@app/contracts';
import { nanoUsdOfFormula } from './cost-formula';
import { decimalText } from './decimal-text';

const PICO_USD_PER_USD_PER_MILLION = 6;
const PICO_USD_PER_USD = 12;
const NANO_USD_PER_USD = 9;
/** Ten-thousandths. */
const SHARE_PLACES = 4;

const WORDS: Readonly<Record<Exclude<CostBucket, 'images'>, string>> = {
  freshInput: 'fresh input',
  audioInput: 'audio input',
  imageInput: 'image input',
  cachedInput: 'cached input',
  imageCachedInput: 'cached image input',
  cacheWrite: 'cache write',
  cacheWrite1h: 'cache write (1 h)',
  cacheWrite12h: 'cache write (12 h)',
  output: 'output',
  reasoning: 'reasoning',
  imageOutput: 'image output',
};

/** A cost as a sum that can be followed by hand: `1,200 fresh input × $2.50/M + … − 75 % promo = $0.00123`. */
export function formulaText(formula: CostFormula): string {
  const { parts, percentOff, serviceTier } = formula;
  const sum = parts.length === 0 ? 'nothing used' : parts.map(partText).join(' + ');
  const isFactored = serviceTier !== undefined && parts.length > 1;
  const factored = [
    isFactored ? `(${sum})` : sum,
    ...(serviceTier ? [`× ${decimalText(serviceTier.factor, SHARE_PLACES)} ${serviceTier.name}`] : []),
    ...(percentOff === undefined ? [] : [`− ${percentOff} % promo`]),
  ].join(' ');
  const total = `$${decimalText(nanoUsdOfFormula(formula), NANO_USD_PER_USD)}`;
  const remarks = remarksOn(formula);
  return `${factored} = ${total}${remarks.length > 0 ? ` (${remarks.join('; ')})` : ''}`;
}

function partText({ bucket, quantity, picoUsdEach }: CostPart): string {
  const count = grouped(quantity);
  if (bucket === 'images') return `${count} images × $${decimalText(picoUsdEach, PICO_USD_PER_USD, 2)}`;
  return `${count} ${WORDS[bucket]} × $${decimalText(picoUsdEach, PICO_USD_PER_USD_PER_MILLION, 2)}/M`;
}

function remarksOn(formula: CostFormula): string[] {
  const { pricedBy, subject, atPromoRates, tierFromInputTokens, holidayUnchecked } = formula;
  return [
    ...(pricedBy === 'group' ? [`price of the group ${subject}`] : []),
    ...(pricedBy === 'dearest_of_provider' ? [`no price known: that of ${subject}, the dearest`] : []),
    ...(tierFromInputTokens === undefined ? [] : [`rates from ${grouped(tierFromInputTokens)} prompt tokens`]),
    ...(atPromoRates ? ['promo rates'] : []),
    ...(holidayUnchecked ? ['by weekday, holidays of that year not known'] : []),
  ];
}

const grouped = (count: number): string => count.toLocaleString('en-US');
