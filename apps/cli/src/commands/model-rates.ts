import { InvalidRequestError, nanoUsdOfText, usdText } from '@app/common';
import type { TokenRates } from '@app/contracts';

/** USD a million tokens are as many nano-USD as a thousandth of the pico-USD that one token costs. */
const NANO_USD_PER_PICO = 1_000;

/** Pico-USD a token of USD a million tokens, which is how price lists have it. @throws InvalidRequestError naming the option */
export function picoUsdOf(flag: string, text: string): number {
  const nanoUsd = nanoUsdOfText(text.replace(/^\$/, ''));
  if (nanoUsd === undefined || nanoUsd % NANO_USD_PER_PICO !== 0)
    throw new InvalidRequestError(`${flag} takes USD a million tokens with at most six decimals, not "${text}".`);
  return nanoUsd / NANO_USD_PER_PICO;
}

/** In USD a million tokens, as price lists have it. */
export function ratesText({ input, cachedInput, output }: TokenRates): string {
  const usd = (rate: number): string => usdText(rate * NANO_USD_PER_PICO);
  return [
    `in ${usd(input)}`,
    ...(cachedInput === null ? [] : [`cached ${usd(cachedInput)}`]),
    ...(output === null ? [] : [`out ${usd(output)}`]),
  ].join(', ');
}
