import { readAnswer } from './read-answer';
import type { Sample } from './samples';

const sample = (fields: Partial<Sample> = {}): Sample => ({ title: 't', kind: 'json', expectedStatus: 200, ...fields });
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const events = (...data: string[]): Response => new Response(data.map((one) => `data: ${one}\n\n`).join(''));
const chunk = (content: string, usage?: object): string => JSON.stringify({ usage, choices: [{ delta: { content } }] });

describe('readAnswer', () => {
  it.each([
    ['chat', { choices: [{ message: { content: 'Hi' } }], usage: { prompt_tokens: 3, completion_tokens: 1 } }, 'Hi'],
    ['images', { data: [{ url: 'data:' }], usage: { input_tokens: 3, output_tokens: 1 } }, '[{"url":"data:"}]'],
    ['responses', { output: [{}], usage: { input_tokens: 3, output_tokens: 1 } }, '[{}]'],
  ])('reads an answer of %s', async (_, body, text) => {
    const usage = { inputTokens: 3, outputTokens: 1 };
    await expect(readAnswer(json(body), sample())).resolves.toEqual({ usage, code: undefined, text });
  });

  it('takes a tool call for an answer', async () => {
    const body = { choices: [{ message: { content: null, tool_calls: [{ id: 'a' }] } }] };
    await expect(readAnswer(json(body), sample())).resolves.toMatchObject({ text: '[{"id":"a"}]' });
  });

  it.each([[{ data: [] }], [{ choices: [] }], [{}]])('sees that %j is empty', async (body) => {
    await expect(readAnswer(json(body), sample())).resolves.toMatchObject({ text: '', usage: undefined });
  });

  it('reads the code of an error, on a stream too', async () => {
    const body = { error: { code: 'not_supported' } };
    for (const kind of ['json', 'stream'] as const)
      await expect(readAnswer(json(body, 400), sample({ kind }))).resolves.toMatchObject({ code: 'not_supported' });
  });

  it('puts a stream together, with what it cost', async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2, gophergate: { cost: '0.1' } };
    const streamed = events(chunk('He'), chunk('llo', usage), '[DONE]');
    await expect(readAnswer(streamed, sample({ kind: 'stream' }))).resolves.toEqual({
      usage: { inputTokens: 3, outputTokens: 2, cost: '0.1' },
      code: undefined,
      text: 'Hello',
    });
  });

  it('takes a stream without its end for none', async () => {
    const cut = events(chunk('Hello'));
    await expect(readAnswer(cut, sample({ kind: 'stream' }))).resolves.toMatchObject({ text: '' });
  });

  it.each([
    ['response.completed', '[{"type":"message"}]'],
    ['response.failed', ''],
  ])('reads a stream of responses by its last event, %s', async (type, text) => {
    const response = { output: [{ type: 'message' }], usage: { input_tokens: 3, output_tokens: 1 } };
    const streamed = new Response(
      `event: response.created\ndata: {"type":"response.created"}\n\nevent: ${type}\ndata: ${JSON.stringify({ type, response })}\n\n`,
    );
    const answer = await readAnswer(streamed, sample({ kind: 'stream', endpoint: 'responses' }));
    expect(answer.text).toBe(text);
  });
});
