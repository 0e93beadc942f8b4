import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';
import { chunkOf, deltaOf, sse, translated } from '../../testing/openai-stream';
import { bundledProvider } from '../../testing/bundled-provider';
import { sentBy } from '../../testing/sent-by';

const moonshot = bundledProvider('moonshot');

const sent = (request: Partial<ChatCompletionRequest>, model = 'kimi-k2.6') => sentBy(moonshot, model, request);
const FIXED = { temperature: 0.2, top_p: 0.5, n: 2, presence_penalty: 0, frequency_penalty: 1 };
const off = { thinking: { type: 'disabled' } };
const on = { thinking: { type: 'enabled' } };
const tool = (parameters: unknown, extra: object = {}) => ({
  tools: [{ type: 'function', function: { name: 'f', parameters, ...extra } }],
});
const called: ChatMessage = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }],
};
const history = (assistant: ChatMessage): ChatMessage[] => [
  { role: 'user', content: 'x' },
  { role: 'assistant', content: 'plain' },
  assistant,
  { role: 'tool', tool_call_id: 'a', content: 'y' },
];

describe('requests to Moonshot', () => {
  it.each<[string, string, Partial<ChatCompletionRequest>]>([
    ['a plain one', 'kimi-k2.6', { max_tokens: 5, stop: 'x' }],
    ['tools that it may choose', 'kimi-k2.6', { ...tool({ type: 'object' }), tool_choice: 'auto' }],
    ['a tool chosen by name', 'kimi-k2.6', { tool_choice: { type: 'function', function: { name: 'f' } } }],
    ['an effort it knows', 'kimi-k3', { reasoning_effort: 'max' }],
    ['sampling on the oldest', 'moonshot-v1-8k', FIXED],
    ['a tool turn without thinking', 'kimi-k2.6', { ...off, messages: history(called) }],
    ['a tool turn on the oldest', 'moonshot-v1-8k', { messages: history(called) }],
    ['a tool turn with its reasoning', 'kimi-k3', { messages: history({ ...called, reasoning_content: 'own' }) }],
  ])('pass byte for byte: %s', (_, model, request) => {
    expect(sent(request, model)).toMatchObject({ isUntouched: true, adjusted: [] });
  });

  it.each<[string, object]>([
    ['kimi-k2.6', {}],
    ['kimi-k2.6', off],
    ['kimi-k3', {}],
    ['kimi-k9-unheard-of', {}],
  ])('trap 34: %s with %j is not told how to sample', (model, mode) => {
    const { body, adjusted } = sent({ ...FIXED, ...mode }, model);
    for (const field of Object.keys(FIXED)) expect(body).not.toHaveProperty(field);
    expect(adjusted).toEqual(Object.keys(FIXED).sort());
  });

  it.each([
    ['kimi-k3', 'none', 'low'],
    ['kimi-k3', 'medium', 'high'],
    ['kimi-k3.1-pro', 'xhigh', 'max'],
    ['kimi-k9-unheard-of', 'none', 'low'],
    ['moonshot-v1-8k', 'low', undefined],
  ])('%s asked for effort %s gets %s', (model, asked, given) => {
    const { body, adjusted } = sent({ reasoning_effort: asked }, model);
    expect(body['reasoning_effort']).toBe(given);
    expect(adjusted).toEqual(['reasoning_effort']);
  });

  it.each<[string, Partial<ChatCompletionRequest>, object]>([
    ['none', {}, off],
    ['low', {}, on],
    ['none', on, on],
    ['high', off, off],
  ])('has a switch for effort %s beside %j before k3', (effort, given, thinking) => {
    const { body } = sent({ reasoning_effort: effort, ...given });
    expect(body).toMatchObject(thinking);
    expect(body).not.toHaveProperty('reasoning_effort');
  });

  it('leaves an effort that is none to Moonshot', () => {
    expect(sent({ reasoning_effort: null }).isUntouched).toBe(true);
  });

  it('cannot be made to call a tool', () => {
    const { body, adjusted } = sent({ ...tool({ type: 'object' }), tool_choice: 'required' });
    expect(body['tool_choice']).toBe('auto');
    expect(adjusted).toEqual(['tool_choice']);
  });

  it.each(['kimi-k2.6', 'kimi-k3', 'kimi-k9-unheard-of'])('%s gets tool turns back with reasoning', (model) => {
    const { body, adjusted } = sent({ messages: history(called) }, model);
    const messages = body['messages'] as ChatMessage[];
    expect(messages.map((message) => message['reasoning_content'])).toEqual([undefined, undefined, '', undefined]);
    expect(adjusted).toEqual(['messages']);
    expect(moonshot.quirks.state?.missing({ model, messages: [called] })).toEqual(['a']);
  });

  it('knows neither developers nor strict tools', () => {
    const { body, adjusted } = sent({
      messages: [{ role: 'developer', content: 'x' }],
      ...tool({ type: 'object' }, { strict: true }),
    });
    expect(body).toMatchObject({ messages: [{ role: 'system', content: 'x' }], ...tool({ type: 'object' }) });
    expect(JSON.stringify(body)).not.toContain('strict');
    expect(adjusted).toEqual(['messages', 'tools']);
  });

  it('has schemas of its own flavour, for tools and for answers', () => {
    const given = { $schema: 'x', type: 'object', properties: { a: { items: [{ type: 'string' }] } } };
    const expected = { type: 'object', properties: { a: { prefixItems: [{ type: 'string' }] } } };
    const format = { type: 'json_schema', json_schema: { name: 'n', strict: true, schema: given } };
    const { body, adjusted } = sent({ ...tool(given), response_format: format });
    expect(body).toMatchObject(tool(expected));
    expect(body['response_format']).toEqual({ ...format, json_schema: { name: 'n', strict: true, schema: expected } });
    expect(adjusted).toEqual(['response_format', 'tools']);
  });

  it.each([null, 'x', { type: 'json_object' }, { type: 'json_schema', json_schema: 'x' }])(
    'leaves the form %j of an answer alone',
    (format) => {
      expect(sent({ response_format: format as ChatCompletionRequest['response_format'] }).isUntouched).toBe(true);
    },
  );
});

describe('streams of Moonshot', () => {
  const usage = { prompt_tokens: 1_400, completion_tokens: 9, total_tokens: 1_409, cached_tokens: 1_280 };

  it.each([1, 7, 100_000])('trap 5: have their usage in the choice, cut at %d bytes', (size) => {
    const finish = { index: 0, delta: {}, finish_reason: 'stop' };
    const { events, summary } = translated(
      moonshot,
      sse(deltaOf({ role: 'assistant', content: 'x' }), chunkOf({ choices: [{ ...finish, usage }] }), '[DONE]'),
      { size },
    );
    expect(summary.usage).toMatchObject({ completion_tokens: 9, prompt_tokens_details: { cached_tokens: 1_280 } });
    expect(events.at(-1)).toMatchObject({ choices: [finish] });
    expect(JSON.stringify(events)).not.toContain('usage');
  });
});
