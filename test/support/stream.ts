import type { ChatCompletionChunk, OpenAiErrorBody } from '@app/contracts';
import type { ReportedUsage } from './reported-usage';

export interface StreamedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string;
  readonly raw: string;
  /** The JSON of every event but an error. */
  readonly chunks: readonly ChatCompletionChunk[];
  readonly text: string;
  readonly reasoning: string;
  readonly usage: ReportedUsage | undefined;
  readonly error: OpenAiErrorBody['error'] | undefined;
  /** Whether the last event was `[DONE]`. */
  readonly isDone: boolean;
}

/** Reads a stream to its end as a strict client would: every event one `data:` line, blank line, nothing else. */
export async function streamOf(response: Response): Promise<StreamedAnswer> {
  const raw = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    requestId: response.headers.get('x-request-id') ?? '',
    ...readEvents(raw),
  };
}

export function readEvents(raw: string): Omit<StreamedAnswer, 'status' | 'headers' | 'requestId'> {
  const payloads = raw
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => {
      if (!event.startsWith('data: ') || event.includes('\n'))
        throw new Error(`Not an event of one data line: ${event}`);
      return event.slice('data: '.length);
    });
  const isDone = payloads.at(-1) === '[DONE]';
  const events = (isDone ? payloads.slice(0, -1) : payloads).map(
    (payload) => JSON.parse(payload) as ChatCompletionChunk & Partial<OpenAiErrorBody>,
  );
  const chunks = events.filter(({ error }) => error === undefined);
  const error = events.at(-1)?.error;
  if (chunks.length < events.length - (error ? 1 : 0))
    throw new Error('An error event stands before the end of the stream.');
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
  return {
    raw,
    chunks,
    text: deltas.map(({ content }) => content ?? '').join(''),
    reasoning: deltas.map(({ reasoning_content: text }) => text ?? '').join(''),
    usage: chunks.findLast(({ choices, usage }) => choices.length === 0 && usage)?.usage as ReportedUsage | undefined,
    error,
    isDone,
  };
}
