const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/g;
const EVENT_END = /\r?\n\r?\n/g;

/**
 * Where a stream of events is to be cut: at both ends of it, before, at and after every boundary between events, inside
 * every JSON token, and at every byte of a character that has several.
 */
export function cutPointsOf(body: Buffer): number[] {
  // One character a byte, so that offsets in the text are offsets in the bytes.
  const text = body.toString('latin1');
  const boundaries = [...text.matchAll(EVENT_END)].flatMap(({ index, 0: end }) =>
    range(index - 1, index + end.length + 1),
  );
  const tokens = [...text.matchAll(JSON_TOKEN)]
    .filter(({ 0: token }) => token.length > 1)
    .map(({ index, 0: token }) => index + Math.ceil(token.length / 2));
  const points = new Set([0, 1, ...boundaries, ...tokens, ...insideCharacters(body), body.length]);
  return [...points].filter((point) => point >= 0 && point <= body.length).sort((a, b) => a - b);
}

/** Offsets of bytes that go on with a character. */
function insideCharacters(body: Buffer): number[] {
  return range(0, body.length - 1).filter((at) => ((body[at] ?? 0) & 0xc0) === 0x80);
}

/** Both ends included. */
function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
