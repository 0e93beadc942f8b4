/** First bytes of the formats that models read; `at` is the offset at which they stand. */
const SIGNATURES: readonly { readonly type: string; readonly at: number; readonly bytes: Buffer }[] = [
  { type: 'image/png', at: 0, bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { type: 'image/jpeg', at: 0, bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { type: 'image/gif', at: 0, bytes: Buffer.from('GIF87a') },
  { type: 'image/gif', at: 0, bytes: Buffer.from('GIF89a') },
  { type: 'image/webp', at: 8, bytes: Buffer.from('WEBP') },
  { type: 'image/heic', at: 4, bytes: Buffer.from('ftypheic') },
  { type: 'image/heif', at: 4, bytes: Buffer.from('ftypmif1') },
  { type: 'image/avif', at: 4, bytes: Buffer.from('ftypavif') },
];

/** The media type that the bytes themselves show, whatever a server or a name claims; undefined when they are no image. */
export function imageTypeOf(content: Buffer): string | undefined {
  return SIGNATURES.find(({ at, bytes }) => content.subarray(at, at + bytes.length).equals(bytes))?.type;
}
