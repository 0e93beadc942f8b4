import type { PromptView } from './prompt-view';

/** As much of a message as routing reads; callers may have written anything. */
export interface ReadableMessage {
  readonly role?: unknown;
  readonly content?: unknown;
}

/** A prompt of one question. */
export function promptOfText(question: string): PromptView {
  return { question, depth: 0, chars: question.length };
}

/**
 * A conversation, in the form of chat completions or as input items of the Responses API. Only texts count. Where the user
 * said nothing, the last message stands for the question.
 */
export function promptOfMessages(messages: readonly unknown[]): PromptView {
  let chars = 0;
  let spoken = 0;
  let question: string | undefined;
  let last = '';
  for (const message of messages as readonly (ReadableMessage | null)[]) {
    if (typeof message !== 'object' || message === null) continue;
    const { role } = message;
    last = textOf(message.content);
    chars += last.length;
    if (role === 'user') question = last;
    if (role === 'user' || role === 'assistant') spoken++;
  }
  return { question: question ?? last, depth: Math.max(0, spoken - 1), chars };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.flatMap((part: unknown) => (hasText(part) ? [part.text] : [])).join('\n');
}

function hasText(part: unknown): part is { readonly text: string } {
  return typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string';
}
