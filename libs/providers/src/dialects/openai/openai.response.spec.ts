import { UpstreamError } from '../../spi/upstream.error';
import { callOf, providerOf } from '../../testing/chat-call';
import { decodeOpenAiAnswer } from './openai.response';

const choice = { index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' };
const usage = { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 };
const decode = (answer: unknown, quirks = {}) =>
  decodeOpenAiAnswer(
    Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
    callOf(),
    providerOf(quirks),
  );

describe('decodeOpenAiAnswer', () => {
  it('hands on the very bytes, with model and usage read from them', () => {
    const bytes = Buffer.from(`  ${JSON.stringify({ model: 'real', choices: [choice], usage, new_field: 1 })}`);
    const answer = decodeOpenAiAnswer(bytes, callOf(), providerOf());
    expect(answer.body).toBe(bytes);
    expect(answer).toMatchObject({ model: 'real', usage });
  });

  it('reads past the blank lines of a provider under load', () => {
    expect(decode(`\n\n\n${JSON.stringify({ choices: [choice], usage })}`).usage).toEqual(usage);
  });

  it('writes usage anew where the vendor has a habit of its own, and keeps unknown fields', () => {
    const answer = decode(
      { model: 'm', choices: [choice], usage, extra: true },
      {
        normaliseUsage: (given: typeof usage) => ({ ...given, completion_tokens: 10 }),
      },
    );
    expect(JSON.parse(answer.body.toString())).toMatchObject({ extra: true, usage: { completion_tokens: 10 } });
  });

  it('knows no usage where there is none', () => {
    expect(decode({ choices: [choice] }).usage).toBeUndefined();
    expect(decode({ choices: [choice], usage: null }).usage).toBeUndefined();
    expect(decode({ choices: [choice], usage: { prompt_tokens: -1, completion_tokens: 'x' } }).usage).toBeUndefined();
  });

  it('gives the text for an estimate: content, reasoning, refusal and tool arguments', () => {
    const message = {
      role: 'assistant',
      content: 'a',
      reasoning_content: 'b',
      reasoning: 'd',
      refusal: 'e',
      tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: 'c' } }],
    };
    expect(decode({ choices: [{ ...choice, message }, choice] }).text()).toBe('abdecHi');
    expect(decode({ choices: [{}, null, { message: null }, { message: { tool_calls: [null, {}] } }] }).text()).toBe('');
  });

  it.each([
    ['no JSON', '<html>'],
    ['nothing', ''],
    ['a list', '[]'],
    ['no choices', '{"object":"chat.completion"}'],
    ['an error under status 200', '{"error":{"message":"overloaded"}}'],
    ["xAI's error under status 200", '{"code":"x","error":"overloaded"}'],
  ])('is a failure of the provider when it is %s', (_, text) => {
    expect(() => decode(text)).toThrow(UpstreamError);
    expect(() => decode(text)).toThrow(
      expect.objectContaining({ httpStatus: 502, isProviderFault: true, retryable: true }),
    );
  });
});
