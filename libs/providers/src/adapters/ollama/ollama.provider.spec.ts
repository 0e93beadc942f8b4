import type { ChatCompletionRequest } from '@app/contracts';
import { deltaOf, sse, translated } from '../../testing/openai-stream';
import { bundledProvider } from '../../testing/bundled-provider';
import { sentBy } from '../../testing/sent-by';

const ollama = bundledProvider('ollama');

const sent = (request: Partial<ChatCompletionRequest>) => sentBy(ollama, 'qwen3', request);
const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' }, strict: true } }];
const UNSUPPORTED = { tool_choice: 'auto', parallel_tool_calls: false, logit_bias: {}, user: 'u', n: 1 };

describe('requests to Ollama', () => {
  it.each<[string, Partial<ChatCompletionRequest>]>([
    ['sampling', { temperature: 0.2, presence_penalty: 1, stop: 'x', seed: 1, logprobs: true }],
    ['effort and schema', { reasoning_effort: 'none', response_format: { type: 'json_schema', json_schema: {} } }],
    ['tools', { tools, max_tokens: 5 }],
  ])('pass byte for byte: %s', (_, request) => {
    expect(sent(request)).toMatchObject({ isUntouched: true, adjusted: [] });
  });

  it('leave out what it would ignore without a word', () => {
    const { body, adjusted } = sent({ ...UNSUPPORTED, tools, temperature: 1 });
    expect(body).toMatchObject({ tools, temperature: 1 });
    for (const field of Object.keys(UNSUPPORTED)) expect(body).not.toHaveProperty(field);
    expect(adjusted).toEqual(Object.keys(UNSUPPORTED).sort());
  });

  it('offer no tool to who wants none called', () => {
    const { body, adjusted } = sent({ tools, tool_choice: 'none' });
    expect(body).not.toHaveProperty('tools');
    expect(adjusted).toEqual(['tool_choice', 'tools']);
  });

  it('limit the answer by its older name, and know no developers', () => {
    const { body, adjusted } = sent({ max_completion_tokens: 9, messages: [{ role: 'developer', content: 'x' }] });
    expect(body).toEqual({ model: 'qwen3', messages: [{ role: 'system', content: 'x' }], max_tokens: 9 });
    expect(adjusted).toEqual(['max_completion_tokens', 'max_tokens', 'messages']);
  });
});

describe('streams of Ollama', () => {
  it.each(['load', 'unload'])('that end with %s have stopped', (word) => {
    const stream = sse(deltaOf({ role: 'assistant', content: '', reasoning: 'hm' }), deltaOf({}, word), '[DONE]');
    const { events, text } = translated(ollama, stream);
    expect(events[0]).toMatchObject({ choices: [{ delta: { reasoning: 'hm' } }] });
    expect(events[1]).toMatchObject({ choices: [{ finish_reason: 'stop' }] });
    expect(text).toBe('hm');
  });
});
