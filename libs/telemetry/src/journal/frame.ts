import { crc32c } from './crc32c';

/** Length of the payload and its CRC-32C, both 32 bits, little-endian. */
export const HEADER_BYTES = 8;
/** No record is longer: a length above it is damage, and would otherwise be believed and waited for. */
export const MAX_PAYLOAD_BYTES = 1024 * 1024;

/** All payloads, each behind its header, in one buffer. */
export function framed(payloads: readonly string[]): Buffer {
  const lengths = payloads.map((payload) => Buffer.byteLength(payload));
  const buffer = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + HEADER_BYTES + length, 0));
  let at = 0;
  payloads.forEach((payload, index) => {
    const length = lengths[index] ?? 0;
    buffer.write(payload, at + HEADER_BYTES, length, 'utf8');
    buffer.writeUInt32LE(length, at);
    buffer.writeUInt32LE(crc32c(buffer, at + HEADER_BYTES, at + HEADER_BYTES + length), at + 4);
    at += HEADER_BYTES + length;
  });
  return buffer;
}

/**
 * What the next frame is: whole, `cut` off by the end of the bytes at hand, or not there because nothing (`end`: zeros
 * or no more bytes) or something that was never written (`damaged`) follows.
 */
export type FrameAt =
  | { readonly kind: 'whole'; readonly payload: string; readonly end: number }
  | { readonly kind: 'cut' | 'end' | 'damaged' };

/** Reads the frame that begins at `start`. */
export function frameAt(bytes: Buffer, start: number): FrameAt {
  const left = bytes.length - start;
  if (left === 0) return { kind: 'end' };
  if (left < HEADER_BYTES) return { kind: 'cut' };
  const length = bytes.readUInt32LE(start);
  // A payload is never empty, so that space which was set aside reads as the end.
  if (length === 0) return { kind: bytes.readUInt32LE(start + 4) === 0 ? 'end' : 'damaged' };
  if (length > MAX_PAYLOAD_BYTES) return { kind: 'damaged' };
  const end = start + HEADER_BYTES + length;
  if (end > bytes.length) return { kind: 'cut' };
  if (crc32c(bytes, start + HEADER_BYTES, end) !== bytes.readUInt32LE(start + 4)) return { kind: 'damaged' };
  return { kind: 'whole', payload: bytes.toString('utf8', start + HEADER_BYTES, end), end };
}
