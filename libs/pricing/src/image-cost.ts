import type { DrawnImages, ImagePriceFacts } from '@app/contracts';

/** Nano-USD of one image; undefined where the table does not name its quality and size: a guess would be a wrong bill. */
export function nanoUsdPerImage(prices: ImagePriceFacts, { quality, size }: DrawnImages): number | undefined {
  switch (prices.kind) {
    case 'flat':
      return prices.nanoUsd;
    case 'image_size':
      return at(prices.nanoUsd, size ?? '1K');
    case 'quality_and_size': {
      const sizes = at(prices.nanoUsd, quality ?? 'standard');
      return sizes && at(sizes, size ?? '1024x1024');
    }
  }
}

/** The key comes from a client: `constructor` must find nothing. */
function at<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
