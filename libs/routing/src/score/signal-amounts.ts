import type { PromptView } from '../prompt/prompt-view';
import type { SignalName } from './signal-weights';
import { countsOf } from './text-counts';

/** A question is read this far from its beginning and from its end; people ask before or after what they paste. */
const HEAD_CHARS = 16_384;
const TAIL_CHARS = 8_192;
/** Above it a signal says no more: nobody's log file is harder than every question. */
const MOST = 63;
const MOST_CHARS = 65_536;
const CONTEXT_CHARS = 1_000;

/** How much there is of each signal. Linear in a bounded part of the text, however long it is. */
export function amountsOf({ question, depth, chars }: PromptView): Record<SignalName, number> {
  const counts = countsOf(readable(question));
  const amounts: Record<SignalName, number> = {
    ...counts,
    length: question.length,
    depth,
    context: Math.max(0, chars - question.length) / CONTEXT_CHARS,
  };
  for (const name of Object.keys(amounts) as SignalName[])
    amounts[name] = Math.min(amounts[name], name === 'length' ? MOST_CHARS : MOST);
  return amounts;
}

/** Doublings, which is what a weight is given for: the tenth number adds less than the second. */
export function doublingsOf(amount: number): number {
  return Math.log2(1 + amount);
}

function readable(text: string): string {
  if (text.length <= HEAD_CHARS + TAIL_CHARS) return text;
  return `${text.slice(0, HEAD_CHARS)}\n${text.slice(-TAIL_CHARS)}`;
}
