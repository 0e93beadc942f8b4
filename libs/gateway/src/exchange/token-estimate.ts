import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';

/** Longer pieces make the tokenizer quadratic on text without white space (100k such characters: 23 s). */
const PIECE_CHARS = 1_000;
/**
 * Characters of one estimate that are counted; what lies beyond goes by the ratio found so far. Counting is synchronous
 * and text that no dictionary knows costs about 8 microseconds a character, so more would stop the event loop.
 */
const MAX_COUNTED_CHARS = 20_000;
/** OpenAI's chat format spends about three tokens on each message, and three on the answer's beginning. */
const TOKENS_PER_MESSAGE = 3;
const TOKENS_FOR_REPLY = 3;
const OPTIONS = { disallowedSpecial: new Set<string>() };

/** Tokens of a text by OpenAI's o200k encoding: exact for its models, near for others. */
export function countTokens(text: string): number {
  const counter = new TokenCounter();
  counter.add(text);
  return counter.total();
}

/** Prompt tokens of a request whose provider did not report them: texts, tool calls and tool descriptions; images are not counted. */
export function estimatePromptTokens({ messages, tools }: ChatCompletionRequest): number {
  const counter = new TokenCounter();
  for (const message of messages) counter.add(textOf(message));
  if (tools) counter.add(JSON.stringify(tools));
  return TOKENS_FOR_REPLY + TOKENS_PER_MESSAGE * messages.length + counter.total();
}

/** Adds up the tokens of several texts within one allowance of work. */
class TokenCounter {
  private tokens = 0;
  private countedChars = 0;
  private chars = 0;

  add(text: string): void {
    this.chars += text.length;
    const limit = Math.min(text.length, MAX_COUNTED_CHARS - this.countedChars);
    for (let start = 0; start < limit;) {
      const end = pieceEnd(text, start, limit);
      this.tokens += encode(text.slice(start, end), OPTIONS).length;
      start = end;
    }
    this.countedChars += Math.max(0, limit);
  }

  total(): number {
    return this.countedChars < this.chars ? Math.ceil((this.tokens * this.chars) / this.countedChars) : this.tokens;
  }
}

function textOf({ content, tool_calls: toolCalls }: ChatMessage): string {
  const text = Array.isArray(content) ? content.map(textOfPart).join('\n') : (content ?? '');
  return toolCalls ? text + JSON.stringify(toolCalls) : text;
}

/** A caller may write anything there, an object without `toString` too. */
function textOfPart({ text }: { readonly text?: unknown }): string {
  return typeof text === 'string' ? text : '';
}

/** Cuts before white space where there is some, so that words stay whole. */
function pieceEnd(text: string, start: number, limit: number): number {
  const end = Math.min(start + PIECE_CHARS, limit);
  if (end === limit) return limit;
  for (let i = end; i > start + PIECE_CHARS / 2; i--) if (/\s/.test(text.charAt(i))) return i;
  // Never between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
