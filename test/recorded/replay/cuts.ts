/** Where a body is cut: not at all, or into pieces of so many bytes, inside lines and inside characters. */
export const CUTS = ['whole', 1, 2, 7, 64] as const;
export type Cut = (typeof CUTS)[number];

/** Larger bodies are cut only this far from either end: their middle is one long text or image, and all pieces are alike. */
const CUT_WHOLLY_UP_TO = 256 * 1024;
const CUT_ENDS = 16 * 1024;

/** The pieces of a body, which together are the body. */
export function piecesOf(body: Buffer, cut: Cut): Buffer[] {
  if (cut === 'whole') return body.length === 0 ? [] : [body];
  if (body.length <= CUT_WHOLLY_UP_TO) return slices(body, cut);
  const end = body.length - CUT_ENDS;
  return [...slices(body.subarray(0, CUT_ENDS), cut), body.subarray(CUT_ENDS, end), ...slices(body.subarray(end), cut)];
}

function slices(body: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
    body.subarray(index * size, (index + 1) * size),
  );
}
