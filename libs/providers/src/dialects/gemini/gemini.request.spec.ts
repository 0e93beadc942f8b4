import { InvalidRequestError } from '@app/common';
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

  it('gathers system messages and merges neighbours of one role', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'One' },
      { role: 'user', content: [{ type: 'text', text: 'Two' }] },
      { role: 'developer', content: 'Be kind.' },
      { role: 'assistant', content: 'Three' },
      { role: 'user', content: '' },
    ];
    expect(bodyOf({ messages })).toEqual({
      systemInstruction: { parts: [{ text: 'Be brief.' }, { text: 'Be kind.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'One' }, { text: 'Two' }] },
        { role: 'model', parts: [{ text: 'Three' }] },
      ],
    });
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

  it('renames sampling fields, and leaves null ones out', () => {
    const fields = {
      max_tokens: 10,
      temperature: 0,
      top_p: 0.5,
      n: 2,
      seed: 3,
      presence_penalty: 0.1,
      frequency_penalty: null,
      stop: 'END',
    };
    expect(bodyOf(fields)).toMatchObject({
      generationConfig: {
        maxOutputTokens: 10,
        temperature: 0,
        topP: 0.5,
        candidateCount: 2,
        seed: 3,
        presencePenalty: 0.1,
        stopSequences: ['END'],
      },
    });
    expect(bodyOf({ stop: ['a', 'b'], max_tokens: 1, max_completion_tokens: 2 })).toMatchObject({
      generationConfig: { maxOutputTokens: 2, stopSequences: ['a', 'b'] },
    });
  });

  it('reports what has no counterpart', () => {
    expect(encode({ user: 'u', logit_bias: {}, metadata: null, temperature: 1 }).adjusted).toEqual([
      'user',
      'logit_bias',
    ]);
  });

  it('inlines images given as data', () => {
    const url = 'data:image/png;base64,aGVsbG8=';
    expect(
      bodyOf({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }] }),
    ).toMatchObject({
      contents: [{ parts: [{ inlineData: { mimeType: 'image/png', data: 'aGVsbG8=' } }] }],
    });
  });

  it.each([
    ['an unknown role', { role: 'tool', content: 'x' }, 'messages[0].role'],
    [
      'a remote image',
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'http://10.0.0.1/a.png' } }] },
      'messages[0].content[0].image_url.url',
    ],
    [
      'an image without address',
      { role: 'user', content: [{ type: 'image_url' }] },
      'messages[0].content[0].image_url.url',
    ],
    ['an unknown part', { role: 'user', content: [{ type: 'video' }] }, 'messages[0].content[0].type'],
  ])('refuses %s and names the place', (_, message, param) => {
    expect(() => encode({ messages: [message] })).toThrow(InvalidRequestError);
    expect(() => encode({ messages: [message] })).toThrow(expect.objectContaining({ param, httpStatus: 400 }));
  });
});
