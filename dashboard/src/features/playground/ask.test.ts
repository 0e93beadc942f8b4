import { listenForSessionEnd } from '../../shared/api/request';
import { ask } from './ask';
import type { Answer } from './conversation';

const REQUEST = { model: 'a', messages: [] };
const encoded = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

interface FakeResponse {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly pieces: readonly (Uint8Array | Error)[];
}

/** jsdom has neither streams nor responses. */
function answerWith({ status = 200, headers = {}, pieces }: FakeResponse): void {
  const left = [...pieces];
  const read = () => {
    const piece = left.shift();
    if (piece instanceof Error) return Promise.reject(piece);
    return Promise.resolve(piece ? { done: false, value: piece } : { done: true });
  };
  const text = () => Promise.resolve(Buffer.concat(pieces as Uint8Array[]).toString());
  globalThis.fetch = () =>
    Promise.resolve({
      ...{ ok: status < 400, status, headers: new Headers(headers), body: { getReader: () => ({ read }) } },
      ...{ text, json: async () => JSON.parse(await text()) as unknown },
    } as Response);
}
const EVENTS = { 'content-type': 'text/event-stream; charset=utf-8' };
const run = async (signal = new AbortController().signal) => {
  const parts: Answer[] = [];
  return { answer: await ask(REQUEST, { signal, onPart: (part) => parts.push(part) }), parts };
};

it('follows a stream, even one that is cut within a letter', async () => {
  const bytes = encoded('data: {"choices":[{"delta":{"content":"Grüße"}}]}\n\ndata: [DONE]\n\n');
  const within = bytes.indexOf(0xc3) + 1;
  answerWith({ headers: { ...EVENTS, 'x-request-id': 'r1' }, pieces: [bytes.slice(0, within), bytes.slice(within)] });
  const { answer, parts } = await run();
  expect(answer).toMatchObject({ state: 'done', text: 'Grüße', problem: null, facts: { requestId: 'r1' } });
  expect(answer.raw).toBe(Buffer.from(bytes).toString());
  expect(parts.length).toBeGreaterThan(1);
  expect(answer.facts.firstTokenMs).not.toBeNull();
});

it('reads an answer in one piece', async () => {
  answerWith({
    headers: { 'content-type': 'application/json', 'x-gophergate-cost': '0.5' },
    pieces: [encoded('{"choices":[{"message":{"content":"Hello"}}]}')],
  });
  expect((await run()).answer).toMatchObject({ state: 'done', text: 'Hello', facts: { costUsd: '0.5' } });
});

it('tells of a refusal by its code', async () => {
  const error = { message: 'There is no model "a".', code: 'model_not_found', type: 'x', param: null, requestId: 'r' };
  answerWith({ status: 404, pieces: [encoded(JSON.stringify({ error }))] });
  const { answer } = await run();
  expect(answer).toMatchObject({ state: 'failed', problem: 'model_not_found: There is no model "a".' });
  expect(JSON.parse(answer.raw)).toEqual({ error });
});

it('tells of an error within a stream, and keeps what came', async () => {
  answerWith({
    headers: EVENTS,
    pieces: [
      encoded('data: {"choices":[{"delta":{"content":"Hel"}}]}\n\n'),
      encoded('data: {"error":{"message":"Gone.","code":"provider_error"}}\n\n'),
    ],
  });
  expect((await run()).answer).toMatchObject({ state: 'failed', text: 'Hel', problem: 'provider_error: Gone.' });
});

it('does not take the beginning of an answer for the whole', async () => {
  answerWith({ headers: EVENTS, pieces: [encoded('data: {"choices":[{"delta":{"content":"Hel"}}]}\n\n')] });
  expect((await run()).answer).toMatchObject({
    state: 'failed',
    text: 'Hel',
    problem: expect.stringMatching(/^stream_cut_off:/) as string,
  });
});

it('shows a refusal that is no JSON as it came', async () => {
  answerWith({ status: 502, pieces: [encoded('<html>Bad gateway</html>')] });
  expect((await run()).answer).toMatchObject({ state: 'failed', raw: '<html>Bad gateway</html>' });
});

it('is stopped by whoever asked', async () => {
  const stop = new AbortController();
  answerWith({
    headers: EVENTS,
    pieces: [encoded('data: {"choices":[{"delta":{"content":"Hel"}}]}\n\n'), new Error('x')],
  });
  stop.abort();
  expect((await run(stop.signal)).answer).toMatchObject({ state: 'stopped', text: 'Hel', problem: null });
});

it('says when the gateway cannot be reached', async () => {
  globalThis.fetch = () => Promise.reject(new TypeError('failed'));
  expect((await run()).answer).toMatchObject({
    state: 'failed',
    problem: expect.stringMatching(/^unreachable:/) as string,
  });
});

it('tells the dashboard when the session has ended', async () => {
  const ended = jest.fn();
  const stopListening = listenForSessionEnd(ended);
  answerWith({ status: 401, pieces: [encoded('{"error":{"message":"Log in.","code":"not_logged_in"}}')] });
  await run();
  stopListening();
  expect(ended).toHaveBeenCalledTimes(1);
});
