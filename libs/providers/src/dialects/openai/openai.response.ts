import { isRecord } from '@app/common';
import type { ChatAnswer, ChatCall } from '../../spi/chat';
import { failureInBody } from '../../failures/upstream-failure';
import type { ProviderDescription } from '../../spi/provider';
import { malformedAnswer } from '../../spi/upstream-failures';
import { asServiceTier, asUsage, usageOf } from '../../spi/chat-usage';
import { completedAnswer } from './answer-gaps';
import { keptOfAnswer } from './kept-reasoning';

/** The provider's bytes as they came, with usage read from them; written anew only where something had to be set right. */
export function decodeOpenAiAnswer(bytes: Buffer, call: ChatCall, provider: ProviderDescription): ChatAnswer {
  const answer = parsed(bytes, provider.id);
  if (answer['error']) throw failureInBody(provider, answer);
  const given: unknown = answer['choices'];
  if (!Array.isArray(given)) throw malformedAnswer(provider.id, 'sent an answer without choices');
  const completed = provider.quirks.leavesGaps ? completedAnswer(answer, given, call, provider.id) : answer;
  const choices = completed['choices'] as unknown[];
  const usage = usageOf(answer, provider);
  const isUsageSame =
    usage === undefined || provider.quirks.normaliseUsage === undefined || sameSums(usage, asUsage(answer['usage']));
  const isSame = completed === answer && isUsageSame;
  return {
    body: isSame ? bytes : JSON.stringify(isUsageSame ? completed : { ...completed, usage }),
    model: typeof answer['model'] === 'string' ? answer['model'] : undefined,
    usage,
    serviceTier: asServiceTier(answer['service_tier']),
    text: () => textOfAnswer(choices),
    ...(provider.quirks.state ? { kept: keptOfAnswer(choices) } : {}),
  };
}

function parsed(bytes: Buffer, providerId: string): Record<string, unknown> {
  try {
    // Under load DeepSeek sends blank lines before the JSON; JSON.parse skips them.
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (isRecord(first)) return first;
  } catch (cause) {
    throw malformedAnswer(providerId, 'sent an answer that is not JSON', cause);
  }
  throw malformedAnswer(providerId, 'sent an answer that is no JSON object');
}

/** What a vendor's own habit already equals is left untouched. */
function sameSums(usage: unknown, original: unknown): boolean {
  return JSON.stringify(usage) === JSON.stringify(original);
}

/** Everything the model wrote: text, reasoning, refusals, tool arguments. What is not where it should be counts as nothing. */
function textOfAnswer(choices: readonly unknown[]): string {
  return choices.flatMap((choice) => (isRecord(choice) ? textsOf(choice['message']) : [])).join('');
}

function textsOf(message: unknown): string[] {
  if (!isRecord(message)) return [];
  const calls: unknown[] = Array.isArray(message['tool_calls']) ? message['tool_calls'] : [];
  const callArguments = calls.map((call) =>
    isRecord(call) && isRecord(call['function']) ? call['function']['arguments'] : undefined,
  );
  const { content, reasoning_content: thoughts, reasoning, refusal } = message;
  // Given under both names it still counts once.
  return [content, thoughts ?? reasoning, refusal, ...callArguments].filter((text) => typeof text === 'string');
}
