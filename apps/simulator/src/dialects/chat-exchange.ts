import type { ChatCompletionRequest } from '@app/contracts';
import type { Answer } from '../answers/answer';
import type { TokenCounts } from '../answers/token-counts';
import type { ChatVendor } from './openai-vendor';

/** All that one chat answer is made of, whichever way it is sent. */
export interface ChatExchange {
  readonly vendor: ChatVendor;
  readonly request: ChatCompletionRequest;
  /** Asked for, without the `sim-` prefix. */
  readonly model: string;
  readonly answer: Answer;
  readonly counts: TokenCounts;
  readonly choices: number;
  readonly head: { readonly id: string; readonly created: number; readonly model: string };
}
