import type { Answer } from '../answers/answer';
import type { JsonObject } from '../json-object';
import type { ChatVendor } from './openai-vendor';

/** One answer of the Responses API, whichever way it is sent. */
export interface ResponseExchange {
  readonly vendor: ChatVendor;
  readonly answer: Answer;
  /** The response object with all but its output, status and usage. */
  readonly frame: JsonObject;
  readonly output: readonly OutputItem[];
  readonly usage: JsonObject;
}

export type OutputItem = JsonObject & { readonly id: string; readonly type: 'reasoning' | 'message' | 'function_call' };

/** The response as its terminal event and the plain answer show it. */
export function finishedResponse({ frame, answer, output, usage }: ResponseExchange): JsonObject {
  const isCut = answer.finish === 'length';
  return {
    ...frame,
    status: isCut ? 'incomplete' : 'completed',
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    output,
    usage,
  };
}
