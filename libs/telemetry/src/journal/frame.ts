import { crc32c } from './crc32c';

/** Length of the payload and its CRC-32C, both 32 bits, little-endian. */
export const HEADER_BYTES = 8;
/** No record is longer: a length above it is damage, and would otherwise be believed and waited for. */
export const MAX_PAYLOAD_BYTES = 1024 * 1024;

/** A character of a text takes at most so many bytes. */
const BYTES_PER_CHAR = 3;
const USUAL_BYTES = 64 * 1024;

/** Puts payloads into frames, in one buffer that is used again and again: a new one for each would cost more than the frames. */
export class Framer {
  private buffer = Buffer.allocUnsafe(USUAL_BYTES);

  /** All payloads, each behind its header. Good until the next call. */
  framed(payloads: readonly string[]): Buffer {
    const buffer = this.withRoomFor(payloads);
    let at = 0;
    for (const payload of payloads) {
      const length = buffer.write(payload, at + HEADER_BYTES, 'utf8');
      const end = at + HEADER_BYTES + length;
      buffer.writeUInt32LE(length, at);
      buffer.writeUInt32LE(crc32c(buffer, at + HEADER_BYTES, end), at + 4);
      at = end;
    }
    return buffer.subarray(0, at);
  }

  /** A larger one than usual is not kept. */
  private withRoomFor(payloads: readonly string[]): Buffer {
    let most = 0;
    for (const { length } of payloads) most += HEADER_BYTES + BYTES_PER_CHAR * length;
    return most <= this.buffer.length ? this.buffer : Buffer.allocUnsafe(most);
  }
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
