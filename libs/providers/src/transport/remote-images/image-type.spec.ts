import { imageTypeOf } from './image-type';

const box = (brand: string): Buffer => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0`, 'latin1');

describe('imageTypeOf', () => {
  it.each([
    ['image/png', Buffer.from('\x89PNG\r\n\x1a\n...', 'latin1')],
    ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00])],
    ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xdb])],
    ['image/gif', Buffer.from('GIF87a...')],
    ['image/gif', Buffer.from('GIF89a...')],
    ['image/webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')],
    ['image/heic', box('heic')],
    ['image/heif', box('mif1')],
    ['image/avif', box('avif')],
  ])('knows %s by its first bytes', (type, content) => {
    expect(imageTypeOf(content)).toBe(type);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half a signature', Buffer.from('\x89PNG', 'latin1')],
    ['a signature further in', Buffer.from(' GIF89a')],
    ['HTML', Buffer.from('<!doctype html><img src="x.png">')],
    ['SVG, which may hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['SVG behind a declaration', Buffer.from('<?xml version="1.0"?><svg/>')],
    ['sound in the same container as WebP', Buffer.from('RIFF\x10\0\0\0WAVEfmt ', 'latin1')],
    ['video in the same container as AVIF', box('isom')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['credentials', Buffer.from('{"AccessKeyId":"x"}')],
  ])('does not take %s for an image', (_, content) => {
    expect(imageTypeOf(content)).toBeUndefined();
  });
});
