import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionCreateParamsStreaming } from 'openai/resources';
import type { RecordedCase } from '../cases/recorded-case';
import { chatRequestOf } from './chat-request';
import { addCompletion, nothingSeen, type SeenChat } from './seen-chat';
import { askOnce, type Answer } from './tapped-client';

/** Asks `/v1/chat/completions`, with or without a stream, and gathers what is said. */
export function askChat(
  gateway: { readonly url: string; readonly key: string },
  recorded: RecordedCase,
  model: string,
): Promise<Answer<SeenChat>> {
  const request: unknown = chatRequestOf(recorded, model);
  return askOnce(gateway, nothingSeen(), async (client, seen) => {
    if (recorded.isStream) {
      const chunks = await client.chat.completions.create(request as ChatCompletionCreateParamsStreaming);
      for await (const chunk of chunks) addCompletion(seen, chunk);
    } else {
      addCompletion(seen, await client.chat.completions.create(request as ChatCompletionCreateParamsNonStreaming));
    }
  });
}
