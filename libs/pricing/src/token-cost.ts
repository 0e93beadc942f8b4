import type { CostBucket, CostPart, TokenRates, TokenUsage } from '@app/contracts';

const PICO_PER_NANO = 1_000;

/** Promos and service tiers are shares of a price, in ten-thousandths. */
export const WHOLE_PRICE = 10_000;

export function promptTokensOf({ freshInputTokens, cachedInputTokens, cacheWriteTokens }: TokenUsage): number {
  return tokens(freshInputTokens) + tokens(cachedInputTokens) + tokens(cacheWriteTokens);
}

/**
 * The sum in its lines, each token in one of them; undefined when tokens were used that the rates do not price.
 * Reasoning has a line where it has a rate; else it lies inside the output and is billed like it.
 */
export function tokenParts(usage: TokenUsage, rates: TokenRates): readonly CostPart[] | undefined {
  const parts: CostPart[] = [];
  let isComplete = true;
  const add = (bucket: CostBucket, quantity: number, picoUsdEach: number | null): void => {
    if (quantity === 0) return;
    if (picoUsdEach === null) isComplete = false;
    else parts.push({ bucket, quantity, picoUsdEach });
  };
  const { apart = {} } = usage;

  const fresh = tokens(usage.freshInputTokens);
  const audio = Math.min(tokens(apart.audioInput), fresh);
  const image = Math.min(tokens(apart.imageInput), fresh - audio);
  add('freshInput', fresh - audio - image, rates.input);
  add('audioInput', audio, rates.audioInput ?? rates.input);
  add('imageInput', image, rates.imageInput ?? rates.input);

  const cached = tokens(usage.cachedInputTokens);
  const cachedImage = Math.min(tokens(apart.imageCachedInput), cached);
  const cachedRate = rates.cachedInput ?? rates.input;
  add('cachedInput', cached - cachedImage, cachedRate);
  add('imageCachedInput', cachedImage, rates.imageCachedInput ?? cachedRate);

  const written = tokens(usage.cacheWriteTokens);
  const written1h = Math.min(tokens(apart.cacheWrite1h), written);
  const written12h = Math.min(tokens(apart.cacheWrite12h), written - written1h);
  const writeRate = rates.cacheWrite ?? rates.input;
  add('cacheWrite', written - written1h - written12h, writeRate);
  add('cacheWrite1h', written1h, rates.cacheWrite1h ?? writeRate);
  add('cacheWrite12h', written12h, rates.cacheWrite12h ?? writeRate);

  const output = tokens(usage.outputTokens);
  const imageOutput = Math.min(tokens(apart.imageOutput), output);
  const reasoning = rates.reasoning === undefined ? 0 : Math.min(tokens(usage.reasoningTokens), output - imageOutput);
  add('output', output - reasoning - imageOutput, rates.output);
  add('reasoning', reasoning, rates.reasoning ?? rates.output);
  add('imageOutput', imageOutput, rates.imageOutput ?? rates.output);
  return isComplete ? parts : undefined;
}

/** Σ quantity × rate × each share of the price, in nano-USD, rounded half up once, at the very end. */
export function nanoUsdOf(parts: readonly CostPart[], shares: readonly number[] = []): number {
  let pico = 0;
  for (const { quantity, picoUsdEach } of parts) pico += quantity * picoUsdEach;
  // All terms are positive: if the sum is a safe integer, so was every step towards it.
  if (shares.length > 0 || pico > Number.MAX_SAFE_INTEGER) return exactNanoUsdOf(parts, shares);
  const rest = pico % PICO_PER_NANO;
  return (pico - rest) / PICO_PER_NANO + (rest * 2 >= PICO_PER_NANO ? 1 : 0);
}

function exactNanoUsdOf(parts: readonly CostPart[], shares: readonly number[]): number {
  let amount = 0n;
  for (const { quantity, picoUsdEach } of parts) amount += BigInt(quantity) * BigInt(picoUsdEach);
  let divisor = BigInt(PICO_PER_NANO);
  for (const share of shares) {
    amount *= BigInt(share);
    divisor *= BigInt(WHOLE_PRICE);
  }
  return Number((amount + divisor / 2n) / divisor);
}

/** A count that a provider left out or garbled is no tokens: money is never summed from NaN or fractions. */
function tokens(count: number | undefined): number {
  return count !== undefined && count > 0 && count <= Number.MAX_SAFE_INTEGER ? Math.trunc(count) : 0;
}
