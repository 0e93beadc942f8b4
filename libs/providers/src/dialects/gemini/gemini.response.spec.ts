import type { ChatCompletion, ChatCompletionRequest } from '@app/contracts';
import { UpstreamError } from '../../spi/upstream.error';
import { callOf, providerOf } from '../../testing/chat-call';
import { decodeGeminiAnswer } from './gemini.response';

const decode = (answer: unknown, request: Partial<ChatCompletionRequest> = {}) =>
  decodeGeminiAnswer(Buffer.from(JSON.stringify(answer)), callOf(request, 'gemini-x'), providerOf());
const completionOf = (answer: unknown, request?: Partial<ChatCompletionRequest>) =>
  JSON.parse(decode(answer, request).body.toString()) as ChatCompletion;
const parts = (...all: object[]) => ({ candidates: [{ content: { parts: all }, finishReason: 'STOP' }] });
const says = (text: string, finishReason = 'STOP') => ({ content: { role: 'model', parts: [{ text }] }, finishReason });

describe('decodeGeminiAnswer', () => {
  it("becomes OpenAI's completion, with all the keys clients rely on", () => {
    expect(completionOf({ candidates: [says('Hi')], modelVersion: 'gemini-x-001', responseId: 'abc' })).toEqual({
      id: 'chatcmpl-abc',
      object: 'chat.completion',
      created: 1_760_000_000,
      model: 'gemini-x-001',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Hi', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
    });
  });

  it('takes our id and the asked model where Google names none', () => {
    expect(completionOf({ candidates: [says('Hi')] })).toMatchObject({ id: 'chatcmpl-ours', model: 'gemini-x' });
  });

  it('trap 9: counts thoughts into the completion', () => {
    const usageMetadata = {
      promptTokenCount: 10,
      candidatesTokenCount: 6,
      thoughtsTokenCount: 190,
      totalTokenCount: 206,
      cachedContentTokenCount: 4,
    };
    const { usage } = decode({ candidates: [says('Hi')], usageMetadata });
    expect(usage).toEqual({
      prompt_tokens: 10,
      completion_tokens: 196,
      total_tokens: 206,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 190 },
    });
  });

  it('keeps thoughts apart from the answer', () => {
    const answer = parts({ text: 'hmm', thought: true }, { text: 'Hi' }, { text: ' there' });
    expect(completionOf(answer).choices[0]?.message).toMatchObject({ content: 'Hi there', reasoning_content: 'hmm' });
    expect(decode(answer).text()).toBe('Hi therehmm');
  });

  it.each([
    ['STOP', 'stop', ''],
    ['MAX_TOKENS', 'length', null],
    ['SAFETY', 'content_filter', null],
    ['OTHER', 'stop', ''],
  ])('an empty answer that ended with %s ends with %s', (native, finish, content) => {
    expect(completionOf({ candidates: [{ finishReason: native }] }).choices[0]).toMatchObject({
      finish_reason: finish,
      message: { content },
    });
  });

  it('turns a blocked prompt into a filtered choice, with its usage', () => {
    const blocked = { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 3 } };
    expect(completionOf(blocked).choices).toMatchObject([
      { finish_reason: 'content_filter', message: { content: null } },
    ]);
    expect(decode(blocked).usage).toMatchObject({ prompt_tokens: 3, completion_tokens: 0 });
  });

  it.each([[{}], [{ candidates: [] }], [{ error: { code: 500, message: 'x' } }], [[]], ['text'], [null]])(
    'is a failure when it is %j',
    (answer) => {
      expect(() => decode(answer)).toThrow(UpstreamError);
    },
  );

  it('gives every candidate its choice', () => {
    const candidates = [
      { ...says('a'), index: 0 },
      { ...says('b', 'MAX_TOKENS'), index: 1 },
    ];
    expect(completionOf({ candidates }).choices).toMatchObject([
      { index: 0, message: { content: 'a' }, finish_reason: 'stop' },
      { index: 1, message: { content: 'b' }, finish_reason: 'length' },
    ]);
  });

  it('reads a list of pieces as the one answer they are', () => {
    const pieces = [parts({ text: 'a' }), { ...parts({ text: 'b' }), usageMetadata: { promptTokenCount: 1 } }];
    expect(completionOf(pieces)).toMatchObject({
      choices: [{ message: { content: 'ab' } }],
      usage: { prompt_tokens: 1 },
    });
  });

  it('says which tier served', () => {
    const usageMetadata = { promptTokenCount: 1, serviceTier: 'flex' };
    expect(completionOf({ candidates: [says('x')], usageMetadata })).toMatchObject({ service_tier: 'flex' });
  });

  it('hands pictures on, but none that were drawn while thinking', () => {
    const inlineData = { mimeType: 'image/png', data: 'AAAA' };
    const answer = parts(
      { inlineData, thought: true },
      { inlineData },
      { inlineData: { mimeType: 'text/x', data: 'A' } },
    );
    expect(completionOf(answer).choices[0]?.message).toMatchObject({
      images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }],
    });
  });

  it('hands log probabilities on', () => {
    const logprobsResult = { chosenCandidates: [{ token: 'x', logProbability: -1 }] };
    expect(completionOf({ candidates: [{ ...says('x'), logprobsResult }] }).choices[0]).toMatchObject({
      logprobs: { content: [{ token: 'x', logprob: -1 }], refusal: null },
    });
  });

  it.each(['executableCode', 'codeExecutionResult', 'unheardOf'])('passes over a part of %s', (name) => {
    expect(completionOf(parts({ [name]: { x: 1 } }, { text: 'Hi' })).choices[0]?.message.content).toBe('Hi');
  });

  it.each([[{ content: null }], [{ content: { parts: 'x' } }], [{ content: { parts: [null, 5, {}] } }], [{}]])(
    'survives the candidate %j',
    (candidate) => {
      expect(completionOf({ candidates: [candidate] }).choices[0]?.message.content).toBe('');
    },
  );
});

describe('tool calls of an answer', () => {
  const called = parts(
    { functionCall: { id: 'a', name: 'f', args: { x: 1 } }, thoughtSignature: 'signature' },
    { functionCall: { id: 'b', name: 'f', args: {} } },
  );

  it('are a reason to finish of their own, with no words', () => {
    expect(completionOf(called).choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: null, tool_calls: [{ id: 'a' }, { id: 'b' }] },
    });
    expect(completionOf(called).choices[0]?.message.tool_calls?.[0]).not.toHaveProperty('index');
    expect(decode(called)).toMatchObject({ kept: [{ toolCallId: 'a', value: 'signature' }] });
    expect(decode(called).text()).toBe('{"x":1}{}');
  });

  it('keep the words beside them, and another reason', () => {
    const cut = { candidates: [{ ...called.candidates[0], finishReason: 'MAX_TOKENS' }] };
    expect(completionOf(cut).choices[0]?.finish_reason).toBe('length');
    expect(completionOf(parts({ text: 'Look:' }, { functionCall: { name: 'f' } })).choices[0]?.message.content).toBe(
      'Look:',
    );
  });

  it('take the older form for a client that asked in it', () => {
    const [choice] = completionOf(called, { functions: [{ name: 'f' }] }).choices;
    expect(choice).toMatchObject({
      finish_reason: 'function_call',
      message: { content: null, function_call: { name: 'f', arguments: '{"x":1}' } },
    });
    expect(choice?.message).not.toHaveProperty('tool_calls');
  });

  it.each(['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'TOO_MANY_TOOL_CALLS', 10])(
    'that went wrong (%s) may be tried again, and are no fault of the provider',
    (finishReason) => {
      expect(() => decode({ candidates: [{ finishReason }] })).toThrow(
        expect.objectContaining({
          code: 'provider_malformed_tool_call',
          httpStatus: 502,
          retryable: true,
          isProviderFault: false,
        }),
      );
    },
  );
});

describe('what OpenAI has no field for', () => {
  it.each([
    ['SAFETY', 'content_filter', 'SAFETY'],
    ['LANGUAGE', 'stop', 'LANGUAGE'],
    ['NEVER_HEARD_OF', 'stop', 'NEVER_HEARD_OF'],
    [77, 'stop', '77'],
    [3, 'content_filter', 'SAFETY'],
  ])('is kept: the reason %s', (finishReason, reason, native) => {
    expect(completionOf({ candidates: [{ finishReason, finishMessage: 'why' }] }).choices[0]).toMatchObject({
      finish_reason: reason,
      extra_content: { google: { finish_reason: native, finish_message: 'why' } },
    });
  });

  it('is kept: ratings, sources and citations', () => {
    const more = {
      safetyRatings: [{ category: 'c' }],
      groundingMetadata: { g: 1 },
      citationMetadata: { c: 1 },
      urlContextMetadata: { u: 1 },
    };
    expect(completionOf({ candidates: [{ ...says('x'), ...more }] }).choices[0]?.['extra_content']).toEqual({
      google: {
        safety_ratings: [{ category: 'c' }],
        grounding_metadata: { g: 1 },
        citation_metadata: { c: 1 },
        url_context_metadata: { u: 1 },
      },
    });
    expect(completionOf({ candidates: [says('x')] }).choices[0]).not.toHaveProperty('extra_content');
  });
});

// litellm issue 4392, bifrost issue 2590.
describe('a blocked prompt', () => {
  it.each([
    [{ blockReason: 'SAFETY', safetyRatings: [1] }, / \(SAFETY\)/, { block_reason: 'SAFETY', safety_ratings: [1] }],
    [{ safetyRatings: [1] }, /blocked this prompt and/, { safety_ratings: [1] }],
  ])('is a filtered choice with a refusal: %j', (promptFeedback, words, google) => {
    const blocked = { promptFeedback, usageMetadata: { promptTokenCount: 3 } };
    const { choices, usage } = completionOf(blocked);
    expect(choices).toEqual([
      {
        index: 0,
        message: { role: 'assistant', content: null, refusal: expect.stringMatching(words) },
        logprobs: null,
        finish_reason: 'content_filter',
        extra_content: { google },
      },
    ]);
    expect(usage).toMatchObject({ prompt_tokens: 3, completion_tokens: 0 });
    expect(decode(blocked).text()).toBe('');
  });
});
