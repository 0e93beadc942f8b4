import type { ModelFacts } from '@app/contracts';

/** Google's words for the shape of a picture. */
export interface PictureShape {
  readonly aspectRatio: string;
  readonly imageSize: string;
}

/** Ratios that Google draws. */
const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const;
const SIZE = /^(\d{2,5})x(\d{2,5})$/;
/** Longest side, in pixels, up to which a size counts as 1K and 2K. */
const UP_TO_1K = 1_792;
const UP_TO_2K = 2_816;

/** A size in OpenAI's form (`1024x1536`) in Google's words; undefined for `auto` and for what is no size. */
export function shapeOf(size: string, facts: ModelFacts | undefined): PictureShape | undefined {
  const [, width, height] = SIZE.exec(size) ?? [];
  if (width === undefined || height === undefined || Number(height) === 0) return undefined;
  const wanted = Number(width) / Number(height);
  return { aspectRatio: nearestRatio(wanted), imageSize: sizeFor(Math.max(Number(width), Number(height)), facts) };
}

/** The larger sizes are drawn only by models that have a price for them. */
function sizeFor(longest: number, facts: ModelFacts | undefined): string {
  const wanted = longest <= UP_TO_1K ? '1K' : longest <= UP_TO_2K ? '2K' : '4K';
  const prices = facts?.imagePrices;
  const isDrawn = prices?.kind === 'image_size' && Object.hasOwn(prices.nanoUsd, wanted);
  return isDrawn ? wanted : '1K';
}

function nearestRatio(wanted: number): string {
  const distance = (ratio: string): number => {
    const [width = 1, height = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(width / height / wanted));
  };
  return RATIOS.reduce<string>((best, ratio) => (distance(ratio) < distance(best) ? ratio : best), RATIOS[0]);
}
