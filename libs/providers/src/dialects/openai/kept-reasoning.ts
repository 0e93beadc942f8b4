import type { ChatCompletionChunk } from '@app/contracts';
import { isRecord } from '@app/common';
import { MAX_KEPT_BYTES, type KeptState } from '../../spi/kept-state';
import { hasValue } from './generated-text';

const REASONING = 'reasoning_content":';
const CALLS = 'tool_calls":';
const OPEN_BRACKET = 0x5b;
const QUOTE = 0x22;

interface Turn {
  toolCallId: string | undefined;
  reasoning: string;
}

/** Reasoning of a whole answer, under the first tool call of each choice. */
export function keptOfAnswer(choices: readonly unknown[]): KeptState[] {
  return choices.flatMap((choice) => {
    const message = isRecord(choice) && isRecord(choice['message']) ? choice['message'] : {};
    return keptOf({ toolCallId: firstId(message['tool_calls']), reasoning: textOf(message['reasoning_content']) });
  });
}

/** Gathers the reasoning of one stream, under the first tool call of each choice. */
export class KeptReasoning {
  private readonly turns = new Map<number, Turn>();

  /** Whether this event has to be taken; all others need not be parsed. */
  concern(event: string): boolean {
    return hasValue(event, REASONING, QUOTE) || hasValue(event, CALLS, OPEN_BRACKET);
  }

  take(chunk: ChatCompletionChunk): void {
    for (const { index, delta } of chunk.choices.filter((choice) => isRecord(choice) && isRecord(choice.delta))) {
      const turn = this.turns.get(index) ?? { toolCallId: undefined, reasoning: '' };
      this.turns.set(index, turn);
      turn.toolCallId ??= firstId(delta.tool_calls);
      // A character is at least a byte, and one beyond the limit is enough to know that it is too long.
      turn.reasoning = (turn.reasoning + textOf(delta.reasoning_content)).slice(0, MAX_KEPT_BYTES + 1);
    }
  }

  get kept(): KeptState[] {
    return [...this.turns.values()].flatMap(keptOf);
  }
}

function keptOf({ toolCallId, reasoning }: Turn): KeptState[] {
  const isWorthIt = toolCallId !== undefined && reasoning !== '' && reasoning.length <= MAX_KEPT_BYTES;
  return isWorthIt ? [{ toolCallId, value: reasoning }] : [];
}

function firstId(calls: unknown): string | undefined {
  const first: unknown = Array.isArray(calls) ? calls[0] : undefined;
  const id = isRecord(first) ? first['id'] : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
