import type { ChatCompletionRequest } from '@app/contracts';
import { callOf, providerOf } from '../../testing/chat-call';
import { encodeForResponses } from './responses.request';

interface Sent {
  readonly body: Record<string, unknown>;
  readonly adjusted: readonly string[];
}

function sent(request: Partial<ChatCompletionRequest>, provider = providerOf()): Sent {
  const { path, body, adjusted } = encodeForResponses(callOf(request), provider);
  expect(path).toBe('responses');
  return { body: JSON.parse(body.toString()) as Record<string, unknown>, adjusted };
}

const SCHEMA = { name: 'city', schema: { type: 'object' }, strict: true };

describe('encodeForResponses', () => {
  it('asks for one answer that is not kept, and for its reasoning sealed', () => {
    expect(sent({})).toEqual({
      body: {
        model: 'sent',
        stream: false,
        input: [{ role: 'user', content: 'Hello' }],
        store: false,
        include: ['reasoning.encrypted_content'],
      },
      adjusted: [],
    });
  });

  it.each<[string, Partial<ChatCompletionRequest>, object]>([
    ['a stream', { stream: true }, { stream: true }],
    ['effort', { reasoning_effort: 'high' }, { reasoning: { effort: 'high' } }],
    ['a limit', { max_completion_tokens: 50 }, { max_output_tokens: 50 }],
    ['the old limit', { max_tokens: 50 }, { max_output_tokens: 50 }],
    ['verbosity', { verbosity: 'low' }, { text: { verbosity: 'low' } }],
    ['JSON', { response_format: { type: 'json_object' } }, { text: { format: { type: 'json_object' } } }],
    [
      'a schema',
      { response_format: { type: 'json_schema', json_schema: SCHEMA }, verbosity: 'high' },
      { text: { format: { type: 'json_schema', ...SCHEMA }, verbosity: 'high' } },
    ],
    [
      'log probabilities',
      { logprobs: true, top_logprobs: 2 },
      { include: ['reasoning.encrypted_content', 'message.output_text.logprobs'], top_logprobs: 2 },
    ],
    ['keeping', { store: true }, { store: true }],
    [
      'the stream without padding',
      { stream_options: { include_obfuscation: false } },
      { stream_options: { include_obfuscation: false } },
    ],
    [
      'what means the same',
      { metadata: { a: '1' }, user: 'u', top_p: 0.5, temperature: 1 },
      { metadata: { a: '1' }, user: 'u', top_p: 0.5, temperature: 1 },
    ],
    ['what nobody has heard of', { brand_new: [1] }, { brand_new: [1] }],
  ])('translates %s and calls that no change', (_, request, fields) => {
    const { body, adjusted } = sent(request);
    expect(body).toMatchObject(fields);
    expect(adjusted).toEqual([]);
  });

  it.each(['max_tokens', 'reasoning_effort', 'response_format', 'tools', 'messages', 'logprobs', 'verbosity', 'n'])(
    'leaves no %s where it would be refused',
    (field) => {
      const request = { max_tokens: 5, reasoning_effort: 'low', verbosity: 'low', logprobs: false, n: 1, tools: [] };
      expect(sent({ ...request, response_format: { type: 'text' } }).body).not.toHaveProperty(field);
    },
  );

  it.each<[string, unknown]>([
    ['n', 2],
    ['seed', 7],
    ['stop', ['x']],
    ['presence_penalty', 0],
    ['frequency_penalty', 0.5],
    ['logit_bias', {}],
    ['prediction', { type: 'content' }],
  ])('leaves out %s, which has no place there, and says so', (field, value) => {
    const { body, adjusted } = sent({ [field]: value });
    expect(body).not.toHaveProperty(field);
    expect(adjusted).toEqual([field]);
  });

  it.each(['seed', 'stop', 'tools', 'reasoning_effort', 'max_tokens', 'temperature', 'response_format'])(
    'takes %s null for absent',
    (field) => {
      expect(sent({ [field]: null })).toEqual(sent({}));
    },
  );

  it("applies the provider's own changes first, and tells of them", () => {
    const provider = providerOf({ request: [(request) => ({ ...request, reasoning_effort: 'low', max_tokens: 9 })] });
    const { body, adjusted } = sent({ reasoning_effort: 'extreme' }, provider);
    expect(body).toMatchObject({ reasoning: { effort: 'low' }, max_output_tokens: 9 });
    expect(adjusted).toEqual(['reasoning_effort']);
  });
});
