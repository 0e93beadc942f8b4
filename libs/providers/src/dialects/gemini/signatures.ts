import type { ChatCompletionRequest, ChatMessage, ModelFacts, ToolCall } from '@app/contracts';
import { isRecord } from '@app/common';
import type { StateCarrier } from '../../spi/kept-state';
import { thinksInLevels } from './generations';
import type { GeminiContent } from './gemini.wire';

/** Stands for a signature that got lost, with some loss of quality. Google lets it pass on the first call of a step. */
const SENTINEL = 'skip_thought_signature_validator';

/** Where Google's own OpenAI endpoint puts it, else where another gateway does. */
export function signatureOf({ extra_content: extra, function: called }: ToolCall): string | undefined {
  const google: unknown = isRecord(extra) ? extra['google'] : undefined;
  const carried = isRecord(google) ? google['thought_signature'] : undefined;
  const signature = carried ?? called?.['thought_signature'];
  return typeof signature === 'string' && signature !== '' ? signature : undefined;
}

/** What carries a signature in a tool call for the client. */
export function signatureExtra(signature: string): { google: { thought_signature: string } } {
  return { google: { thought_signature: signature } };
}

/** Whether Google refuses a function call of the history that comes without its signature. */
export function needsSignatures(model: string, facts: ModelFacts | undefined): boolean {
  const flag = facts?.requestFlags['thought_signature_required_on_function_calls'];
  return facts ? flag === true : thinksInLevels(model);
}

/** Steps made by another provider, or echoed by a client that drops what it does not know, get the sentinel. */
export function signSteps(contents: readonly GeminiContent[]): void {
  for (const { role, parts } of contents) {
    if (role !== 'model') continue;
    // Of parallel calls Google signs, and checks, the first alone.
    const first = parts.find((part) => part.functionCall !== undefined);
    if (first && first.thoughtSignature === undefined) first.thoughtSignature = SENTINEL;
  }
}

/** Puts signatures that were kept for a client back into its conversation. */
export const signatureCarrier: StateCarrier = {
  missing: ({ messages }) =>
    messages
      .flatMap(callsOf)
      .filter((call) => signatureOf(call) === undefined)
      .map(({ id }) => id)
      .filter((id) => id !== undefined),
  restored: (request, kept) => {
    let isChanged = false;
    const messages = request.messages.map((message) => {
      const restored = restoredMessage(message, kept);
      isChanged ||= restored !== message;
      return restored;
    });
    return isChanged ? ({ ...request, messages } satisfies ChatCompletionRequest) : request;
  },
};

function restoredMessage(message: ChatMessage, kept: ReadonlyMap<string, string>): ChatMessage {
  const isMissing = (call: ToolCall): boolean =>
    call.id !== undefined && kept.has(call.id) && signatureOf(call) === undefined;
  const calls = callsOf(message);
  if (!calls.some(isMissing)) return message;
  return {
    ...message,
    tool_calls: calls.map((call) => (isMissing(call) ? signed(call, kept.get(call.id ?? '') ?? '') : call)),
  };
}

function signed(call: ToolCall, signature: string): ToolCall {
  const extra = isRecord(call['extra_content']) ? call['extra_content'] : {};
  const google = isRecord(extra['google']) ? extra['google'] : {};
  return { ...call, extra_content: { ...extra, google: { ...google, ...signatureExtra(signature).google } } };
}

/** The tool calls of a message; a caller may also write null there. */
function callsOf({ role, tool_calls: calls }: ChatMessage): ToolCall[] {
  return role === 'assistant' && Array.isArray(calls) ? calls : [];
}
