import type { ChatCompletion } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ChatAnswer, ChatCall } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import { malformedAnswer } from '../../spi/upstream-failures';
import { failureInAnswer } from './openai.failure';
import { asUsage, usageOf } from '../../spi/chat-usage';

/** The provider's bytes as they came, with usage read from them; written anew only where usage had to be normalised. */
export function decodeOpenAiAnswer(bytes: Buffer, _call: ChatCall, provider: ProviderDescription): ChatAnswer {
  const answer = parsed(bytes, provider.id);
  if (answer['error']) throw failureInAnswer(provider.id, answer);
  if (!Array.isArray(answer['choices'])) throw malformedAnswer(provider.id, 'sent an answer without choices');
  const usage = usageOf(answer, provider);
  const isNormalised =
    usage === undefined || provider.quirks.normaliseUsage === undefined || sameSums(usage, asUsage(answer['usage']));
  return {
    body: isNormalised ? bytes : JSON.stringify({ ...answer, usage }),
    model: typeof answer['model'] === 'string' ? answer['model'] : undefined,
    usage,
    text: () => textOfAnswer(answer as ChatCompletion),
  };
}

function parsed(bytes: Buffer, providerId: string): Record<string, unknown> {
  try {
    // Under load DeepSeek sends blank lines before the JSON; JSON.parse skips them.
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (isRecord(value)) return value;
  } catch (cause) {
    throw malformedAnswer(providerId, 'sent an answer that is not JSON', cause);
  }
  throw malformedAnswer(providerId, 'sent an answer that is no JSON object');
}

/** What a vendor's own habit already equals is left untouched. */
function sameSums(usage: unknown, original: unknown): boolean {
  return JSON.stringify(usage) === JSON.stringify(original);
}

/** Everything the model wrote: text, reasoning, tool arguments. */
function textOfAnswer({ choices }: Pick<ChatCompletion, 'choices'>): string {
  return choices
    .flatMap(({ message }) => [
      typeof message?.content === 'string' ? message.content : '',
      typeof message?.['reasoning_content'] === 'string' ? message['reasoning_content'] : '',
      ...(message?.tool_calls ?? []).map((call) => call.function?.arguments ?? ''),
    ])
    .join('');
}
