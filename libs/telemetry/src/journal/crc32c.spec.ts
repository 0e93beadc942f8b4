import { crc32c } from './crc32c';

describe('crc32c', () => {
  // RFC 3720, appendix B.4.
  it.each<[string, Buffer, number]>([
    ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
    ['32 ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['counting up', Buffer.from(Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e],
    ['counting down', Buffer.from(Array.from({ length: 32 }, (_, i) => 31 - i)), 0x113fdb5c],
    ['nothing', Buffer.alloc(0), 0],
  ])('of %s', (_, bytes, sum) => {
    expect(crc32c(bytes)).toBe(sum);
  });

  it('of any length is what the definition says, bit by bit', () => {
    for (let length = 0; length < 40; length++) {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 37 + length * 11) & 0xff));
      expect(crc32c(bytes)).toBe(bitwise(bytes));
    }
  });

  it('of a part of a buffer', () => {
    const bytes = Buffer.concat([Buffer.from('before'), Buffer.alloc(32), Buffer.from('behind')]);
    expect(crc32c(bytes, 6, 38)).toBe(0x8a9136aa);
  });
});

function bitwise(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}
