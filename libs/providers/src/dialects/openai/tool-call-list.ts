import type { ToolCall } from '@app/contracts';
import { isRecord } from '@app/common';

/** More parallel calls than any model makes; an absurd index must not make an absurd array. */
const MAX_INDEX = 1_023;

/** Ids for the tool calls of one completion: derived from its own, so unique, and within the 40 characters OpenAI takes. */
export class ToolCallIds {
  private count = 0;
  private readonly stem: string;

  constructor(completionId: string) {
    this.stem = `call_${completionId
      .replace(/^chatcmpl-/, '')
      .replaceAll('-', '')
      .slice(-32)}`;
  }

  next(): string {
    return this.stem + String(this.count++);
  }
}

/**
 * The tool calls of one choice, in the order in which they began. It completes each piece of a call with what its
 * vendor left out: the index, and on the first piece the id and the type.
 */
export class ToolCallList {
  private readonly ids: string[] = [];

  constructor(private readonly newIds: ToolCallIds) {}

  get isEmpty(): boolean {
    return this.ids.length === 0;
  }

  /** The very same array when nothing is missing. `hasIndex` is false for whole answers, whose calls bear no index. */
  completed(pieces: readonly unknown[], hasIndex: boolean): readonly unknown[] {
    const completed = pieces.map((piece) => (isRecord(piece) ? this.completedPiece(piece, hasIndex) : piece));
    return completed.some((piece, at) => piece !== pieces[at]) ? completed : pieces;
  }

  private completedPiece(piece: ToolCall, hasIndex: boolean): ToolCall {
    const given = typeof piece.id === 'string' && piece.id !== '' ? piece.id : undefined;
    const index = this.indexOf(piece, given);
    const isFirst = this.ids[index] === undefined;
    if (isFirst) this.ids[index] = given ?? this.newIds.next();
    const missing: ToolCall = {};
    if (hasIndex && piece.index !== index) missing.index = index;
    if (isFirst && given === undefined) missing.id = this.ids[index];
    if (isFirst && typeof piece.type !== 'string') missing.type = 'function';
    return Object.keys(missing).length === 0 ? piece : { ...piece, ...missing };
  }

  /** Without an index, a known id or no name at all continues a call; anything else begins one. */
  private indexOf({ index, function: called }: ToolCall, id: string | undefined): number {
    if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index <= MAX_INDEX) return index;
    const known = id === undefined ? -1 : this.ids.indexOf(id);
    if (known !== -1) return known;
    const isContinued = id === undefined && typeof called?.name !== 'string' && this.ids.length > 0;
    return isContinued ? this.ids.length - 1 : this.ids.length;
  }
}
