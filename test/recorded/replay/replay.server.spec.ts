import { request as ask } from 'node:http';
import { recordedCase } from '../testing/exchanges';
import { CUTS } from './cuts';
import { ReplayServer } from './replay.server';

const BODY = Buffer.from('data: {"text":"東京"}\r\n\r\n: keep-alive\n\ndata: [DONE]\n\n');
const STREAM = recordedCase({ body: BODY, headers: { 'content-type': 'text/event-stream', 'x-limit': '3' } });

let replays: ReplayServer;

beforeAll(async () => {
  replays = await ReplayServer.start();
});
afterAll(() => replays.close());

const post = (path: string, body = '{}') => fetch(path, { method: 'POST', body });

/** The body as it arrives, read by read. */
function readsOf(url: string): Promise<Buffer[]> {
  return new Promise((found, fail) => {
    const request = ask(url, { method: 'POST' }, (response) => {
      const reads: Buffer[] = [];
      response.on('data', (read: Buffer) => reads.push(read)).on('end', () => found(reads));
    });
    request.on('error', fail).end('{}');
  });
}

it('answers with the recorded status, headers and bytes', async () => {
  replays.play('openai', { ...STREAM, status: 429 }, 'whole');
  const response = await post(`${replays.baseUrlOf('openai')}/chat/completions`);
  expect([response.status, response.headers.get('x-limit')]).toEqual([429, '3']);
  expect(Buffer.from(await response.arrayBuffer()).equals(BODY)).toBe(true);
});

it.each(CUTS)('cut %s, every piece is a read of its own', async (cut) => {
  replays.play('openai', STREAM, cut);
  const reads = await readsOf(`${replays.baseUrlOf('openai')}/chat/completions`);
  expect(Buffer.concat(reads).equals(BODY)).toBe(true);
  expect(reads).toHaveLength(cut === 'whole' ? 1 : Math.ceil(BODY.length / cut));
});

it('tells providers apart, and keeps what each was asked', async () => {
  const openai = replays.play('openai', recordedCase({ body: Buffer.from('"A"') }), 'whole');
  const gemini = replays.play('gemini', recordedCase({ body: Buffer.from('"B"') }), 'whole');
  const answers = await Promise.all([
    post(`${replays.baseUrlOf('gemini')}/models/m:generateContent?alt=sse`, '{"b":1}'),
    post(`${replays.baseUrlOf('openai')}/chat/completions`, '{"a":1}'),
  ]);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['"B"', '"A"']);
  expect(gemini).toEqual([{ path: '/v1/models/m:generateContent?alt=sse', body: '{"b":1}' }]);
  expect(openai).toEqual([{ path: '/v1/chat/completions', body: '{"a":1}' }]);
});

it('lists no models beside a replay, unless the list is what is replayed', async () => {
  const list = recordedCase({ api: 'models', body: Buffer.from('{"data":[{"id":"one"}]}') });
  const asked = replays.play('ollama', STREAM, 'whole');
  const url = `${replays.baseUrlOf('ollama')}/models`;
  expect(await (await fetch(url)).json()).toEqual({ object: 'list', data: [] });
  expect(asked).toEqual([]);
  replays.play('ollama', list, 1);
  expect(await (await fetch(url)).json()).toEqual({ data: [{ id: 'one' }] });
});

it('knows nothing of a provider that plays nothing', async () => {
  expect((await post(`${replays.baseUrlOf('moonshot')}/chat/completions`)).status).toBe(404);
});
