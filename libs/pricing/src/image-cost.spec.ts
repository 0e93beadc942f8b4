import type { ImagePriceFacts } from '@app/contracts';
import { nanoUsdPerImage } from './image-cost';

const flat: ImagePriceFacts = { kind: 'flat', nanoUsd: 39 };
const bySize: ImagePriceFacts = { kind: 'image_size', nanoUsd: { '1K': 134, '4K': 240 } };
const byQuality: ImagePriceFacts = {
  kind: 'quality_and_size',
  nanoUsd: { standard: { '1024x1024': 40, '1024x1792': 80 }, hd: { '1024x1024': 81 } },
};

describe('nanoUsdPerImage', () => {
  it.each([
    [flat, {}, 39],
    [flat, { quality: 'hd', size: 'huge' }, 39],
    [bySize, {}, 134],
    [bySize, { size: '4K' }, 240],
    [byQuality, {}, 40],
    [byQuality, { size: '1024x1792' }, 80],
    [byQuality, { quality: 'hd' }, 81],
  ])('reads %j for %j as %d', (prices, asked, expected) => {
    expect(nanoUsdPerImage(prices, { count: 1, ...asked })).toBe(expected);
  });

  it.each([
    [bySize, { size: '8K' }],
    [bySize, { size: 'constructor' }],
    [byQuality, { quality: 'auto' }],
    [byQuality, { quality: '__proto__' }],
    [byQuality, { quality: 'hd', size: '1024x1792' }],
  ])('does not guess: %j for %j', (prices, asked) => {
    expect(nanoUsdPerImage(prices, { count: 1, ...asked })).toBeUndefined();
  });
});
