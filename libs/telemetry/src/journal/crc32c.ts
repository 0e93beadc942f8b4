/** Castagnoli's polynomial, bit-reversed. */
const POLYNOMIAL = 0x82f63b78;
/** Bytes that are taken in one step: with a table for each of them, none waits for the result of the one before. */
const STEP = 8;
const VALUES = 256;

/** For each place in a step, what a byte there contributes; the last place comes first. */
const TABLES = makeTables();

/** CRC-32C (RFC 3720, appendix B.4) of a part of a buffer. `node:zlib` has only the older polynomial. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const at = (index: number): number => bytes[index] ?? 0;
  const from = (place: number, byte: number): number => TABLES[place * VALUES + byte] ?? 0;
  let crc = -1;
  let i = start;
  for (; i + STEP <= end; i += STEP) {
    crc ^= at(i) | (at(i + 1) << 8) | (at(i + 2) << 16) | (at(i + 3) << 24);
    crc =
      from(7, crc & 0xff) ^
      from(6, (crc >>> 8) & 0xff) ^
      from(5, (crc >>> 16) & 0xff) ^
      from(4, crc >>> 24) ^
      from(3, at(i + 4)) ^
      from(2, at(i + 5)) ^
      from(1, at(i + 6)) ^
      from(0, at(i + 7));
  }
  for (; i < end; i++) crc = from(0, (crc ^ at(i)) & 0xff) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function makeTables(): Int32Array {
  const tables = new Int32Array(STEP * VALUES);
  for (let byte = 0; byte < VALUES; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    tables[byte] = value;
  }
  for (let index = VALUES; index < tables.length; index++) {
    const before = tables[index - VALUES] ?? 0;
    tables[index] = (before >>> 8) ^ (tables[before & 0xff] ?? 0);
  }
  return tables;
}
