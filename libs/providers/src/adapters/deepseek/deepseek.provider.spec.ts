import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';
import { bundledProvider } from '../../testing/bundled-provider';
import { sentBy } from '../../testing/sent-by';

const deepseek = bundledProvider('deepseek');

const sent = (request: Partial<ChatCompletionRequest>, model = 'deepseek-flash') => sentBy(deepseek, model, request);
const system: ChatMessage = { role: 'system', content: 'Be brief.' };
const user: ChatMessage = { role: 'user', content: 'x' };
const messages = [system, user];
const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }];
const NAMED = { type: 'function', function: { name: 'f' } };
const off = { thinking: { type: 'disabled' } };
const on = { thinking: { type: 'enabled' } };
const called: ChatMessage = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }],
};
const result: ChatMessage = { role: 'tool', tool_call_id: 'a', content: 'y' };

describe('requests to DeepSeek', () => {
  it.each<[string, Partial<ChatCompletionRequest>]>([
    ['a plain one', {}],
    ['with sampling, which is ignored', { temperature: 0.2, top_p: 0.5, presence_penalty: 1 }],
    ['with tools', { tools, tool_choice: 'auto' }],
    ['a forced tool without thinking', { ...off, tools, tool_choice: 'required' }],
    ['log probabilities without thinking', { ...off, logprobs: true, top_logprobs: 2 }],
    ['an effort it knows', { reasoning_effort: 'max' }],
    [
      'JSON mode that is named',
      { messages: [{ role: 'system', content: 'as JSON' }, user], response_format: { type: 'json_object' } },
    ],
    ['a plain history', { messages: [system, user, { role: 'assistant', content: 'y' }, user] }],
    ['a tool turn without thinking', { ...off, tools, messages: [system, user, called, result] }],
  ])('pass byte for byte: %s', (_, request) => {
    expect(sent({ messages, ...request })).toMatchObject({ isUntouched: true, adjusted: [] });
    expect(sent({ messages, ...request }, 'deepseek-v9')).toMatchObject({ isUntouched: true });
  });

  it('judges the language by the roles the caller used', () => {
    const { body } = sent({ messages: [{ role: 'developer', content: 'x' }, user] });
    expect(body['messages']).toEqual([{ role: 'system', content: 'x' }, user]);
    expect((sent({ messages: [user] }).body['messages'] as ChatMessage[])[0]?.content).toMatch(/English/);
  });

  it.each([
    ['minimal', 'low'],
    ['medium', 'high'],
    ['xhigh', 'high'],
    ['ultra', 'max'],
  ])('takes effort %s for %s', (asked, given) => {
    const { body, adjusted } = sent({ messages, reasoning_effort: asked });
    expect(body).toMatchObject({ reasoning_effort: given });
    expect(body).not.toHaveProperty('thinking');
    expect(adjusted).toEqual(['reasoning_effort']);
  });

  it.each([
    [{}, off.thinking, ['reasoning_effort', 'thinking']],
    [on, on.thinking, ['reasoning_effort']],
    [off, off.thinking, ['reasoning_effort']],
  ])('takes effort none for its switch, unless the caller set that: %j', (given, thinking, adjusted) => {
    const outcome = sent({ messages, reasoning_effort: 'none', ...given });
    expect(outcome.body['thinking']).toEqual(thinking);
    expect(outcome.body).not.toHaveProperty('reasoning_effort');
    expect(outcome.adjusted).toEqual(adjusted);
  });

  it.each([{ reasoning_effort: null }, { reasoning_effort: 'odd' }, { reasoning_effort: 7 as never }])(
    'leaves %j to DeepSeek',
    (request) => {
      expect(sent({ messages, ...request }).isUntouched).toBe(true);
    },
  );

  describe('tools', () => {
    it('trap 31: every assistant turn brings its reasoning, an empty one if need be', () => {
      const history = [system, user, called, result, { role: 'assistant', content: 'z' }, user];
      const { body, adjusted } = sent({ messages: history });
      expect((body['messages'] as ChatMessage[]).map((message) => message['reasoning_content'])).toEqual([
        undefined,
        undefined,
        '',
        undefined,
        '',
        undefined,
      ]);
      expect(adjusted).toEqual(['messages']);
    });

    it('keeps the reasoning it brings', () => {
      const request = { tools, messages: [system, user, { ...called, reasoning_content: 'own' }, result] };
      expect(sent(request).isUntouched).toBe(true);
    });

    it.each(['required', NAMED])('trap 33: who forces %j gets the call, without thinking', (choice) => {
      const { body, adjusted } = sent({ messages, tools, tool_choice: choice });
      expect(body).toMatchObject({ ...off, tool_choice: choice });
      expect(adjusted).toEqual(['thinking']);
    });

    it.each<Partial<ChatCompletionRequest>>([on, { reasoning_effort: 'high' }, { ...on, reasoning_effort: 'max' }])(
      'trap 33: who asked for %j keeps thinking, and the model may choose',
      (wanted) => {
        const { body, adjusted } = sent({ messages, tools, tool_choice: 'required', ...wanted });
        expect(body).toMatchObject({ ...wanted, tool_choice: 'auto' });
        expect(adjusted).toEqual(['tool_choice']);
      },
    );

    it('needs no reasoning back once a forced call has switched it off', () => {
      const { body } = sent({ tools, tool_choice: 'required', messages: [system, user, called, result] });
      expect((body['messages'] as ChatMessage[])[2]).toEqual(called);
    });
  });

  describe('the form of the answer', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };

    it('trap 32: a schema goes into a system message that says "json"', () => {
      const format = { type: 'json_schema', json_schema: { name: 'n', schema } };
      const { body, adjusted } = sent({ messages, response_format: format });
      const [first, added, last] = body['messages'] as ChatMessage[];
      expect([first, last]).toEqual(messages);
      expect(added).toMatchObject({ role: 'system' });
      expect(added?.content).toContain('json');
      expect(added?.content).toContain(JSON.stringify(schema));
      expect(body['response_format']).toEqual({ type: 'json_object' });
      expect(adjusted).toEqual(['messages', 'response_format']);
    });

    it('trap 32: JSON mode is named where nobody did', () => {
      const { body, adjusted } = sent({ messages, response_format: { type: 'json_object' } });
      expect((body['messages'] as ChatMessage[])[1]?.content).toContain('json');
      expect(adjusted).toEqual(['messages']);
    });
  });

  it('knows max_tokens only, no seed, and no log probabilities while thinking', () => {
    const { body, adjusted } = sent({ messages, max_completion_tokens: 9, seed: 1, logprobs: true, top_logprobs: 2 });
    expect(body).toEqual({ model: 'deepseek-flash', messages, max_tokens: 9 });
    expect(adjusted).toEqual(['logprobs', 'max_completion_tokens', 'max_tokens', 'seed', 'top_logprobs']);
  });

  it('wants its reasoning back', () => {
    expect(deepseek.quirks.state?.missing({ model: 'm', messages: [called] })).toEqual(['a']);
  });
});
