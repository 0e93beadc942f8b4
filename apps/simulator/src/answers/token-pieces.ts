import { decode, encode } from 'gpt-tokenizer';

/** Text whose tokens are known: usually one token, more where a character spans several. */
export interface Piece {
  readonly text: string;
  readonly tokens: number;
}

/** The tokenizer takes seconds over very long runs without a break, so it never sees more than this at once. */
const LONGEST_SLICE = 1_000;
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

export function countTokens(text: string): number {
  return slicesOf(text).reduce((sum, slice) => sum + encode(slice, AS_PLAIN_TEXT).length, 0);
}

/** Cuts the text token by token; joined again, the pieces are the text. */
export function piecesOf(text: string): Piece[] {
  return slicesOf(text).flatMap(piecesOfSlice);
}

export function tokensIn(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.tokens, 0);
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

/** As many whole pieces as fit. */
export function firstTokens(pieces: readonly Piece[], tokens: number): Piece[] {
  const kept: Piece[] = [];
  let left = tokens;
  for (const piece of pieces) {
    if (piece.tokens > left) break;
    kept.push(piece);
    left -= piece.tokens;
  }
  return kept;
}

/** A token may hold half a character; such tokens are joined until the character is whole. */
function piecesOfSlice(slice: string): Piece[] {
  const pieces: Piece[] = [];
  let open: number[] = [];
  for (const token of encode(slice, AS_PLAIN_TEXT)) {
    open.push(token);
    const text = decode(open);
    if (text.includes('\uFFFD')) continue;
    pieces.push({ text, tokens: open.length });
    open = [];
  }
  if (open.length > 0) pieces.push({ text: decode(open), tokens: open.length });
  return pieces;
}

/** Cuts before white space, where a token starts anyway; never between the halves of a surrogate pair. */
function slicesOf(text: string): string[] {
  const slices: string[] = [];
  let start = 0;
  while (text.length - start > LONGEST_SLICE) {
    let end = start + LONGEST_SLICE;
    const space = text.lastIndexOf(' ', end);
    if (space > start) end = space;
    else if (/[\uDC00-\uDFFF]/.test(text.charAt(end))) end -= 1;
    slices.push(text.slice(start, end));
    start = end;
  }
  slices.push(text.slice(start));
  return slices;
}
