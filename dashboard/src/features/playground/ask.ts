import type { PlaygroundChatRequest } from '@app/contracts/admin';
import { ApiError } from '../../shared/api/api-error';
import { tellSessionEnd } from '../../shared/api/request';
import { headerFacts, withPart } from './answer-reader';
import { emptyAnswer, NO_FACTS, type Answer } from './conversation';
import { SseReader } from './sse';

/** The last event of a stream. */
const DONE = '[DONE]';
const CUT_OFF = new ApiError(0, 'The stream ended before the answer did.', 'stream_cut_off');

interface Asking {
  readonly signal: AbortSignal;
  /** Called with the answer as far as it has come. */
  readonly onPart: (answer: Answer) => void;
}

/** Sends one chat and follows its answer to the end, whatever that is. */
export async function ask(request: PlaygroundChatRequest, { signal, onPart }: Asking): Promise<Answer> {
  const began = performance.now();
  const sinceBegan = (): number => performance.now() - began;
  let answer = emptyAnswer(request);
  const change = (next: Answer): void => onPart((answer = next));
  try {
    const response = await fetch('/api/playground/chat', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    });
    change({ ...answer, facts: { ...NO_FACTS, ...headerFacts(response.headers) } });
    if (!response.ok) {
      const raw = await response.text();
      return failed({ ...answer, raw }, refusalOf(response.status, raw));
    }
    let isWhole = !isStream(response);
    for await (const { text, parts } of partsOf(response)) {
      isWhole ||= parts.includes(DONE);
      const next = parts.reduce(withPart, { ...answer, raw: answer.raw + text });
      const firstTokenMs = answer.facts.firstTokenMs ?? (next.text === '' ? null : sinceBegan());
      change({ ...next, facts: { ...next.facts, firstTokenMs } });
    }
    const tookMs = sinceBegan();
    // Its beginning may look like a whole answer, and is none.
    if (!isWhole && answer.problem === null) return failed({ ...answer, facts: { ...answer.facts, tookMs } }, CUT_OFF);
    return { ...answer, state: answer.problem === null ? 'done' : 'failed', facts: { ...answer.facts, tookMs } };
  } catch {
    if (signal.aborted) return { ...answer, state: 'stopped' };
    return failed(answer, ApiError.unreachable());
  }
}

function failed(answer: Answer, { code, message }: ApiError): Answer {
  return { ...answer, state: 'failed', problem: `${code}: ${message}` };
}

function refusalOf(status: number, body: string): ApiError {
  // A provider's own 401 is passed on as another status.
  if (status === 401) tellSessionEnd();
  return ApiError.of(status, body);
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}

interface Piece {
  readonly text: string;
  /** Those that this piece completes. */
  readonly parts: readonly string[];
}

async function* partsOf(response: Response): AsyncGenerator<Piece> {
  if (!isStream(response) || !response.body) {
    const text = await response.text();
    yield { text, parts: [text] };
    return;
  }
  const events = new SseReader();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const text = decoder.decode(read.value, { stream: true });
    yield { text, parts: events.push(text) };
  }
}
