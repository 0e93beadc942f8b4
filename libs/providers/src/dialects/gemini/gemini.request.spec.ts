import type { ChatCompletionRequest } from '@app/contracts';
import { callOf, providerOf } from '../../testing/chat-call';
import { encodeGeminiRequest } from './gemini.request';

const encode = (request: Partial<ChatCompletionRequest>) =>
  encodeGeminiRequest(callOf(request, 'gemini-x'), providerOf());
const bodyOf = (request: Partial<ChatCompletionRequest>): unknown => JSON.parse(encode(request).body.toString());

describe('encodeGeminiRequest', () => {
  it('names model and method in the path, escaped', () => {
    expect(encode({}).path).toBe('models/gemini-x:generateContent');
    expect(encode({ stream: true }).path).toBe('models/gemini-x:streamGenerateContent?alt=sse');
    expect(encodeGeminiRequest(callOf({}, '../a?b'), providerOf()).path).toBe('models/..%2Fa%3Fb:generateContent');
    expect(encodeGeminiRequest(callOf({}, 'half\ud800'), providerOf()).path).toBe(
      'models/half%EF%BF%BD:generateContent',
    );
  });

  it.each(['user', 'system'])('takes 200,000 parts in a %s message', (role) => {
    const content = Array.from({ length: 200_000 }, () => ({ type: 'text', text: '.' }));
    expect(() =>
      encode({
        messages: [
          { role: 'user', content: 'One' },
          { role, content },
        ],
      }),
    ).not.toThrow();
  });

  it('reports what has no counterpart', () => {
    expect(encode({ user: 'u', logit_bias: {}, metadata: null, temperature: 1 }).adjusted).toEqual([
      'user',
      'logit_bias',
    ]);
  });

  it('reports what changed its meaning, in the order the caller wrote it', () => {
    expect(
      encode({
        stop: ['1', '2', '3', '4', '5', '6'],
        verbosity: 'low',
        parallel_tool_calls: false,
        tools: [{ type: 'function', function: { name: 'f' } }],
        service_tier: 'scale',
        store: null,
      }).adjusted,
    ).toEqual(['stop', 'verbosity', 'parallel_tool_calls', 'service_tier']);
  });

  it('puts every part into its place', () => {
    expect(
      bodyOf({
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'One' },
        ],
        tools: [{ type: 'function', function: { name: 'f' } }],
        tool_choice: 'required',
        max_tokens: 5,
        service_tier: 'flex',
        safety_settings: [{ category: 'c', threshold: 't' }],
        extra_body: { google: { cached_content: 'x' } },
      }),
    ).toEqual({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [{ role: 'user', parts: [{ text: 'One' }] }],
      tools: [{ functionDeclarations: [{ name: 'f' }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
      generationConfig: { maxOutputTokens: 5 },
      safetySettings: [{ category: 'c', threshold: 't' }],
      cachedContent: 'x',
      serviceTier: 'flex',
    });
  });

  it('applies the patches of the provider and reports what they touch', () => {
    const provider = providerOf({ request: [(request) => ({ ...request, temperature: 1 })] });
    const { body, adjusted } = encodeGeminiRequest(callOf({ temperature: 2, top_p: 1 }, 'gemini-x'), provider);
    expect(JSON.parse(body.toString())).toMatchObject({ generationConfig: { temperature: 1, topP: 1 } });
    expect(adjusted).toEqual(['temperature']);
  });
});
