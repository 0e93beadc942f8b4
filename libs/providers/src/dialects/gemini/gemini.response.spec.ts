import type { ChatCompletion } from '@app/contracts';
import { UpstreamError } from '../../spi/upstream.error';
import { callOf, providerOf } from '../../testing/chat-call';
import { decodeGeminiAnswer } from './gemini.response';

const decode = (answer: unknown) =>
  decodeGeminiAnswer(Buffer.from(JSON.stringify(answer)), callOf({}, 'gemini-x'), providerOf());
const completionOf = (answer: unknown) => JSON.parse(decode(answer).body.toString()) as ChatCompletion;
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

  it('counts thoughts into the completion', () => {
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
    const parts = [{ text: 'hmm', thought: true }, { text: 'Hi' }, { text: ' there' }];
    const answer = { candidates: [{ content: { parts }, finishReason: 'STOP' }] };
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
});
