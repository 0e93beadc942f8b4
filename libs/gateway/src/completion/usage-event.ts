import type { ChatCompletionChunk, ChatUsage, Cost } from '@app/contracts';
import type { StreamSummary } from '@app/providers';
import type { ChatExchange } from './chat-exchange';
import { usdText } from './usd-text';

/** The last event of a stream whose caller asked for usage: no choices, the usage, and what it cost. */
export function usageEvent(
  summary: StreamSummary,
  usage: ChatUsage,
  cost: Cost | undefined,
  exchange: ChatExchange,
): string {
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
