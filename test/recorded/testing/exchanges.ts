import type { SeenChat, SeenChoice } from '../ask/seen-chat';
import type { Answer } from '../ask/tapped-client';
import type { RecordedCase } from '../cases/recorded-case';

/** A short exchange that went well; every spec changes what it is about. */
export function recordedCase(changes: Partial<RecordedCase> = {}): RecordedCase {
  return {
    id: 'openai/sample',
    provider: 'openai',
    api: 'openai.chat',
    model: 'gpt-5',
    endpoint: '/v1/chat/completions',
    kinds: new Set(['text']),
    isStream: false,
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{}'),
    request: undefined,
    expected: {},
    isDone: false,
    ...changes,
  };
}

export function answered<Content>(content: Content, changes: Partial<Answer<Content>> = {}): Answer<Content> {
  return {
    httpStatus: 200,
    contentType: 'application/json',
    requestId: 'request-1',
    raw: Buffer.from('{}'),
    content,
    failure: undefined,
    ...changes,
  };
}

/** An answer in OpenAI's envelope. */
export function refused(httpStatus: number, code: string | null, message: string): Answer<never[]> {
  const body = { message, type: 'invalid_request_error', param: null, code };
  return answered([], { httpStatus, failure: { message, type: body.type, code, body } });
}

export function seenChoice(changes: Partial<SeenChoice> = {}): SeenChoice {
  return { text: '', reasoning: '', refusal: '', finishReason: 'stop', toolCalls: [], ...changes };
}

export function seenChat(...choices: SeenChoice[]): SeenChat {
  return { choices, model: 'gpt-5', usage: undefined };
}
