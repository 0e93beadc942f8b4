import type { ChatUsage } from '@app/contracts';
import { isRecord } from '@app/common';
import { asUsage } from '../../spi/chat-usage';

/** Usage of the Responses API in the words of chat completions; the counts mean the same. undefined where there is none. */
export function chatUsageOfResponse(usage: unknown): ChatUsage | undefined {
  if (!isRecord(usage)) return undefined;
  const { input_tokens: prompt, output_tokens: completion, total_tokens: total } = usage;
  const { input_tokens_details: promptDetails, output_tokens_details: completionDetails } = usage;
  return asUsage({
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: total,
    ...(isRecord(promptDetails) ? { prompt_tokens_details: promptDetails } : {}),
    ...(isRecord(completionDetails) ? { completion_tokens_details: completionDetails } : {}),
  });
}
