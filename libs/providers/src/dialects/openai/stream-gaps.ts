import type { ChatCompletionChunk, ChunkChoice } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ChatCall } from '../../spi/chat';
import { finishReasonOf } from './finish-reason';
import { hasValue } from './generated-text';
import { ToolCallIds, ToolCallList } from './tool-call-list';

const CALLS = 'tool_calls":';
const FINISH = 'finish_reason":';
const INDEX = 'index":';
const OPEN_BRACKET = 0x5b;
const QUOTE = 0x22;

/** Completes the chunks of one stream to OpenAI's contract, where its vendor is known to leave things out. */
export class StreamGaps {
  private readonly ids: ToolCallIds;
  private readonly calls = new Map<number, ToolCallList>();

  constructor(
    call: ChatCall,
    private readonly providerId: string,
  ) {
    this.ids = new ToolCallIds(call.completionId);
  }

  /** Whether there may be a gap in this event; all others need not be parsed. */
  concern(event: string): boolean {
    return hasValue(event, CALLS, OPEN_BRACKET) || hasValue(event, FINISH, QUOTE) || !event.includes(INDEX);
  }

  /**
   * The very same chunk when nothing is missing.
   * @throws UpstreamError when the ending says that the answer was broken off
   */
  completed(chunk: ChatCompletionChunk): ChatCompletionChunk {
    const choices = chunk.choices.map((choice) => (isRecord(choice) ? this.completedChoice(choice) : choice));
    return choices.some((choice, at) => choice !== chunk.choices[at]) ? { ...chunk, choices } : chunk;
  }

  /** The last chunk of a choice that its vendor left without an ending. */
  ending(head: ChatCompletionChunk, index: number): ChatCompletionChunk {
    const finish = finishReasonOf(this.providerId, undefined, this.hasCalls(index));
    return { ...head, choices: [{ index, delta: {}, logprobs: null, finish_reason: finish }] };
  }

  private completedChoice(choice: ChunkChoice): ChunkChoice {
    const index = typeof choice.index === 'number' ? choice.index : 0;
    const changes: Partial<ChunkChoice> = {};
    if (choice.index !== index) changes.index = index;
    // Usage in a choice, as Kimi sends it, is read by then; like all usage it reaches only those who asked for it.
    if (choice['usage'] !== undefined) changes['usage'] = undefined;
    const pieces: unknown = isRecord(choice.delta) ? choice.delta.tool_calls : undefined;
    if (Array.isArray(pieces) && pieces.length > 0) {
      const called = this.callsOf(index).completed(pieces, true);
      if (called !== pieces)
        changes.delta = { ...choice.delta, tool_calls: [...called] as typeof choice.delta.tool_calls };
    }
    if (typeof choice.finish_reason === 'string') {
      const finish = finishReasonOf(this.providerId, choice.finish_reason, this.hasCalls(index));
      if (finish !== choice.finish_reason) changes.finish_reason = finish;
    }
    return Object.keys(changes).length === 0 ? choice : { ...choice, ...changes };
  }

  private callsOf(index: number): ToolCallList {
    const calls = this.calls.get(index) ?? new ToolCallList(this.ids);
    this.calls.set(index, calls);
    return calls;
  }

  private hasCalls(index: number): boolean {
    return this.calls.get(index)?.isEmpty === false;
  }
}
