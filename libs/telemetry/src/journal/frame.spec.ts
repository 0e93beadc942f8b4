import { frameAt, Framer, HEADER_BYTES, MAX_PAYLOAD_BYTES } from './frame';

const framed = (payloads: readonly string[]): Buffer => new Framer().framed(payloads);
const PAYLOADS = ['one', '[2,"ü 漢 🦫"]', 'x'.repeat(70_000)];

function payloadsOf(bytes: Buffer): { payloads: string[]; kind: string } {
  const payloads: string[] = [];
  for (let at = 0; ;) {
    const frame = frameAt(bytes, at);
    if (frame.kind !== 'whole') return { payloads, kind: frame.kind };
    payloads.push(frame.payload);
    at = frame.end;
  }
}

describe('frames', () => {
  it('give back what they were made of', () => {
    expect(payloadsOf(framed(PAYLOADS))).toEqual({ payloads: PAYLOADS, kind: 'end' });
  });

  it('are the same whatever the buffer held before', () => {
    const framer = new Framer();
    for (const payloads of [PAYLOADS, ['short'], ['x'.repeat(50_000)], ['漢'.repeat(20_000), 'ü'], []]) {
      expect(payloadsOf(framer.framed(payloads))).toEqual({ payloads, kind: 'end' });
    }
  });

  it('end where zeros begin', () => {
    expect(payloadsOf(Buffer.concat([framed(['one']), Buffer.alloc(100)]))).toEqual({ payloads: ['one'], kind: 'end' });
  });

  it('are cut wherever the bytes end, and never half read', () => {
    const bytes = framed(['first', 'second']);
    const firstEnd = HEADER_BYTES + 5;
    for (let length = 0; length < bytes.length; length++) {
      const { payloads, kind } = payloadsOf(bytes.subarray(0, length));
      expect(payloads).toEqual(length < firstEnd ? [] : ['first']);
      expect(kind).toBe(length === 0 || length === firstEnd ? 'end' : 'cut');
    }
  });

  it('are damaged by any bit that differs', () => {
    const bytes = framed(['payload']);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const other = Buffer.from(bytes);
      other.writeUInt8((other[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      // A length that grew may also ask for more bytes than there are.
      expect(['damaged', 'cut']).toContain(frameAt(other, 0).kind);
    }
  });

  it('are damaged by a length nobody writes', () => {
    const bytes = Buffer.alloc(HEADER_BYTES);
    bytes.writeUInt32LE(MAX_PAYLOAD_BYTES + 1);
    expect(frameAt(bytes, 0).kind).toBe('damaged');
  });
});
