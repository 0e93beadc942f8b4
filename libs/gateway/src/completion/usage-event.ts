import type { ChatCompletionChunk, ChatUsage, Cost, TokenUsage } from '@app/contracts';
import { usdText } from '@app/common';
import type { StreamSummary } from '@app/providers';
import type { ChatExchange } from './chat-exchange';

/** The last event of a stream whose caller asked for usage: no choices, the usage (`counted` where none was reported), and what it cost. */
export function usageEvent(
  summary: StreamSummary,
  counted: TokenUsage,
  cost: Cost | undefined,
  exchange: ChatExchange,
): string {
  const usage = summary.usage ?? estimatedUsage(counted);
  const chunk: ChatCompletionChunk = {
    id: `chatcmpl-${exchange.requestId}`,
    object: 'chat.completion.chunk',
    created: Math.floor(exchange.startedAt / 1000),
    model: exchange.request.model,
    ...summary.usageChunk,
    choices: [],
    usage: { ...usage, gophergate: { cost: typeof cost?.nanoUsd === 'number' ? usdText(cost.nanoUsd) : null } },
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

function estimatedUsage({ freshInputTokens: prompt, outputTokens: completion }: TokenUsage): ChatUsage {
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
