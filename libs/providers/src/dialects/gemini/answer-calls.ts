import type { ToolCall } from '@app/contracts';
import { isRecord } from '@app/common';
import type { KeptState } from '../../spi/kept-state';
import type { FunctionNames } from './function-names';
import type { FunctionCall, GeminiPart } from './gemini.wire';
import { PartialArguments } from './partial-arguments';
import { signatureExtra } from './signatures';

/** A tool call, or a piece of one, as a delta carries it. */
export type CallDelta = ToolCall & { readonly index: number };

/** OpenAI refuses longer ids, should the conversation go on there. */
const MOST_ID_CHARS = 40;
const NUMBER_CHARS = 5;

/** Ids of the calls of one answer, over all of its candidates, and the signatures that belong to them. */
export class CallLedger {
  readonly kept: KeptState[] = [];
  private readonly used = new Set<string>();
  private readonly prefix: string;

  constructor(completionId: string) {
    const unique = completionId.replace(/^chatcmpl-/, '').replace(/[^a-zA-Z0-9]/g, '');
    this.prefix = `call_${unique.slice(-(MOST_ID_CHARS - NUMBER_CHARS - 'call__'.length))}_`;
  }

  /** Google's own id, or one of ours that no other call of any answer has. */
  idFor({ id: own }: FunctionCall): string {
    const isOwn = typeof own === 'string' && own !== '' && !this.used.has(own);
    const id = isOwn ? own : `${this.prefix}${this.used.size}`;
    this.used.add(id);
    return id;
  }

  keep(toolCallId: string, signature: string): void {
    this.kept.push({ toolCallId, value: signature });
  }
}

interface OpenCall {
  readonly index: number;
  readonly pieces: PartialArguments;
}

/** Turns the function calls of one candidate into tool calls: most come whole, some piece by piece. */
export class CallReader {
  private count = 0;
  private open: OpenCall | undefined;

  constructor(
    private readonly ledger: CallLedger,
    private readonly names: FunctionNames,
  ) {}

  get hasCalls(): boolean {
    return this.count > 0;
  }

  take({ functionCall: call, thoughtSignature: signature }: GeminiPart): CallDelta[] {
    if (!isRecord(call)) return [];
    const isNext = typeof call.name === 'string' && call.name !== '';
    if (!isNext) return this.continued(call);
    const closed = this.close();
    const head = this.begun(call, signature);
    if (call.willContinue !== true) {
      const pieces = new PartialArguments();
      pieces.add(call.partialArgs);
      return [...closed, { ...head, function: { ...head.function, arguments: pieces.text(call.args) } }];
    }
    this.open = { index: head.index, pieces: new PartialArguments() };
    this.open.pieces.add(call.partialArgs);
    return [...closed, head];
  }

  /** The arguments of a call whose end was not told. */
  close(args?: unknown): CallDelta[] {
    if (!this.open) return [];
    const { index, pieces } = this.open;
    this.open = undefined;
    return [{ index, function: { arguments: pieces.text(args) } }];
  }

  private continued({ partialArgs, args, willContinue }: FunctionCall): CallDelta[] {
    this.open?.pieces.add(partialArgs);
    return willContinue === true ? [] : this.close(args);
  }

  private begun(call: FunctionCall, signature: unknown): CallDelta {
    const id = this.ledger.idFor(call);
    const isSigned = typeof signature === 'string' && signature !== '';
    if (isSigned) this.ledger.keep(id, signature);
    return {
      index: this.count++,
      id,
      type: 'function',
      function: { name: this.names.fromGoogle(call.name ?? ''), arguments: '' },
      ...(isSigned ? { extra_content: signatureExtra(signature) } : {}),
    };
  }
}

/** Pieces of calls as whole calls. */
export function wholeCalls(deltas: readonly CallDelta[]): ToolCall[] {
  const calls: ToolCall[] = [];
  for (const { index, ...piece } of deltas) {
    const before = calls[index];
    calls[index] = before
      ? { ...before, function: { ...before.function, arguments: argumentsOf(before) + argumentsOf(piece) } }
      : piece;
  }
  return calls;
}

export function argumentsOf({ function: called }: ToolCall): string {
  return called?.arguments ?? '';
}
