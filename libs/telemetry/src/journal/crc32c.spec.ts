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

  it('of a part of a buffer', () => {
    const bytes = Buffer.concat([Buffer.from('before'), Buffer.alloc(32), Buffer.from('behind')]);
    expect(crc32c(bytes, 6, 38)).toBe(0x8a9136aa);
  });
});
