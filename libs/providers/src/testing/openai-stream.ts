import type { ChatCompletionRequest } from '@app/contracts';
import { OpenAiStreamTranslator } from '../dialects/openai/openai.stream';
import type { StreamItem, StreamSummary } from '../spi/chat';
import type { ProviderDescription } from '../spi/provider';
import { callOf, eventsOf, pieces } from './chat-call';

/** What all chunks of a stream in specs share. */
export const HEAD = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'real' };

export const chunkOf = (fields: object): string => JSON.stringify({ ...HEAD, ...fields });

/** A chunk of the first choice. */
export const deltaOf = (delta: object, finish: string | null = null): string =>
  chunkOf({ choices: [{ index: 0, delta, finish_reason: finish }] });

export const sse = (...data: string[]): string => data.map((event) => `data: ${event}\n\n`).join('');

export interface Translated {
  readonly wire: string;
  readonly text: string;
  readonly events: unknown[];
  readonly summary: StreamSummary;
}

/** The whole stream, cut into pieces of `size` bytes. @throws the failure of the stream */
export function translated(
  provider: ProviderDescription,
  stream: string,
  { size = 100_000, request = {} }: { size?: number; request?: Partial<ChatCompletionRequest> } = {},
): Translated {
  const translator = new OpenAiStreamTranslator(callOf({ stream: true, ...request }), provider);
  const items: StreamItem[] = [];
  for (const piece of pieces(stream, size)) items.push(unbroken(translator.push(piece)));
  items.push(unbroken(translator.end()));
  const wire = items.map((item) => item.wire).join('');
  return { wire, text: items.map(({ text }) => text).join(''), events: eventsOf(wire), summary: translator.summary() };
}

function unbroken(item: StreamItem): StreamItem {
  if (item.failure) throw item.failure;
  return item;
}
