import type { ChatCompletionRequest } from '@app/contracts';
import { tokenUsageOf } from '../../spi/chat-usage';
import { callOf } from '../../testing/chat-call';
import { decodeOpenAiAnswer } from '../../dialects/openai/openai.response';
import { chunkOf, deltaOf, sse, translated } from '../../testing/openai-stream';
import { bundledProvider } from '../../testing/bundled-provider';
import { sentBy } from '../../testing/sent-by';

const grok = bundledProvider('grok');

const sent = (request: Partial<ChatCompletionRequest>, model = 'grok-4.5') => sentBy(grok, model, request);
const tool = (parameters: unknown) => ({
  tools: [{ type: 'function', function: { name: 'f', parameters, strict: true } }],
});

describe('requests to xAI', () => {
  it.each<[string, Partial<ChatCompletionRequest>]>([
    ['sampling', { temperature: 0.2, top_p: 0.5, seed: 1, logprobs: true }],
    [
      'a schema',
      { response_format: { type: 'json_schema', json_schema: { schema: { additionalProperties: false } } } },
    ],
    ['a required tool', { ...tool({ type: 'object' }), tool_choice: 'required' }],
    ['an effort it knows', { reasoning_effort: 'high' }],
  ])('pass byte for byte: %s', (_, request) => {
    expect(sent(request)).toMatchObject({ isUntouched: true, adjusted: [] });
  });

  it.each(['grok-4.5', 'grok-4', 'grok-99'])('trap 30: penalties and stop are not sent to %s, not even 0', (model) => {
    const refused = { presence_penalty: 0, frequency_penalty: 0.5, stop: ['x'] };
    const { body, adjusted } = sent({ ...refused, temperature: 1 }, model);
    for (const field of Object.keys(refused)) expect(body).not.toHaveProperty(field);
    expect(body['temperature']).toBe(1);
    expect(adjusted).toEqual(Object.keys(refused).sort());
  });

  it.each([
    ['grok-4.5', 'none', 'low'],
    ['grok-4.5', 'xhigh', 'high'],
    ['grok-4.6', 'max', 'xhigh'],
    ['grok-4.3', 'minimal', 'low'],
    ['grok-3-mini', 'medium', 'high'],
    ['grok-4.20-0309-reasoning', 'low', undefined],
    ['grok-4.20-0309-non-reasoning', 'none', undefined],
  ])('%s asked for effort %s gets %s', (model, asked, given) => {
    const { body, adjusted } = sent({ reasoning_effort: asked }, model);
    expect(body['reasoning_effort']).toBe(given);
    expect(adjusted).toEqual(['reasoning_effort']);
  });

  it.each(['grok-4.3', 'grok-4', 'grok-99'])('leaves effort none to %s', (model) => {
    expect(sent({ reasoning_effort: 'none' }, model).isUntouched).toBe(true);
  });

  it('has open tools, and no developers', () => {
    const closed = {
      type: 'object',
      properties: { a: { items: { additionalProperties: false } } },
      additionalProperties: false,
    };
    const open = { type: 'object', properties: { a: { items: {} } } };
    const { body, adjusted } = sent({ ...tool(closed), messages: [{ role: 'developer', content: 'x' }] });
    expect(body).toEqual({ model: 'grok-4.5', messages: [{ role: 'system', content: 'x' }], ...tool(open) });
    expect(adjusted).toEqual(['messages', 'tools']);
  });

  it('keeps what a tool says of further fields otherwise', () => {
    expect(sent(tool({ type: 'object', additionalProperties: { type: 'string' } })).isUntouched).toBe(true);
  });
});

describe('answers of xAI', () => {
  const usage = {
    prompt_tokens: 10,
    completion_tokens: 5,
    total_tokens: 55,
    completion_tokens_details: { reasoning_tokens: 40 },
  };
  const text = deltaOf({ role: 'assistant', content: 'x' });

  it.each([1, 7, 100_000])('trap 4: tell the usage before the end, and null after it, cut at %d bytes', (size) => {
    const stream = sse(
      chunkOf({ choices: [{ index: 0, delta: { content: 'x' } }], usage: { ...usage, completion_tokens: 1 } }),
      chunkOf({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage }),
      chunkOf({ choices: [], usage: null }),
      '[DONE]',
    );
    const { summary, events } = translated(grok, stream, { size });
    expect(summary.usage).toMatchObject({ completion_tokens: 45, total_tokens: 55 });
    expect(events).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain('usage');
  });

  it('trap 8: count their reasoning apart, and are billed for both', () => {
    const choices = [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }];
    const body = Buffer.from(JSON.stringify({ id: 'x', model: 'served', choices, usage }));
    const answer = decodeOpenAiAnswer(body, callOf(), grok);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      usage: { prompt_tokens: 10, completion_tokens: 45, total_tokens: 55 },
    });
    const streamed = translated(grok, sse(text, deltaOf({}, 'stop'), chunkOf({ choices: [], usage }), '[DONE]'));
    for (const given of [answer.usage, streamed.summary.usage]) {
      expect(given && tokenUsageOf(given)).toMatchObject({ outputTokens: 45, reasoningTokens: 40 });
    }
  });

  it('trap 29: are failures where they hold an error in words', () => {
    const busy = { code: 'unavailable', error: 'Service temporarily unavailable.' };
    const failure = expect.objectContaining({ code: 'provider_error', httpStatus: 503 });
    expect(() => decodeOpenAiAnswer(Buffer.from(JSON.stringify(busy)), callOf(), grok)).toThrow(failure);
    expect(() => translated(grok, sse(text, JSON.stringify(busy)))).toThrow(failure);
  });
});
