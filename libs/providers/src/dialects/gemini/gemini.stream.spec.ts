import type { StreamItem } from '../../spi/chat';
import { UpstreamError } from '../../spi/upstream.error';
import { callOf, eventsOf, pieces, providerOf } from '../../testing/chat-call';
import { GeminiStreamTranslator } from './gemini.stream';

const counts = (candidates: number) => ({
  promptTokenCount: 4,
  candidatesTokenCount: candidates,
  thoughtsTokenCount: 10,
  totalTokenCount: 14 + candidates,
});
const says = (text: string, more: object = {}) => ({
  candidates: [{ content: { parts: [{ text }], role: 'model' }, ...more }],
  usageMetadata: counts(text.length),
  modelVersion: 'gemini-x-001',
  responseId: 'abc',
});
const answer = [says('日本'), says(' 🐹'), { ...says('!', { finishReason: 'STOP' }), usageMetadata: counts(9) }];
const sse = (responses: unknown[]): string =>
  responses.map((response) => `data: ${JSON.stringify(response)}\r\n\r\n`).join('');
const array = (responses: unknown[]): string =>
  `[${responses.map((response) => JSON.stringify(response, null, 2)).join('\r\n,\r\n')}\r\n]`;

function translate(text: string, size = 100_000) {
  const translator = new GeminiStreamTranslator(callOf({ stream: true }, 'gemini-x'), providerOf());
  const items: StreamItem[] = [];
  const steps = [...pieces(text, size).map((piece) => () => translator.push(piece)), () => translator.end()];
  for (const step of steps) {
    const item = step();
    if (item.failure) throw item.failure;
    items.push(item);
  }
  return {
    events: eventsOf(items.map(({ wire }) => wire).join('')),
    text: items.map((item) => item.text).join(''),
    summary: translator.summary(),
  };
}

const head = { id: 'chatcmpl-abc', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'gemini-x-001' };
const chunk = (delta: object, finish: string | null = null) => ({
  ...head,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
});

describe('GeminiStreamTranslator', () => {
  describe.each([
    ['server-sent events', sse(answer)],
    ['a JSON array', array(answer)],
    ['a JSON array behind white space', ` \r\n${array(answer)}`],
  ])('reads %s', (_, text) => {
    it.each([1, 2, 7, 64, 100_000])('cut at %d bytes', (size) => {
      const { events, text: written, summary } = translate(text, size);
      expect(events).toEqual([
        chunk({ role: 'assistant', content: '日本', refusal: null }),
        chunk({ content: ' 🐹' }),
        chunk({ content: '!' }),
        chunk({}, 'stop'),
      ]);
      expect(written).toBe('日本 🐹!');
      expect(summary).toMatchObject({
        model: 'gemini-x-001',
        isFinished: true,
        usage: { prompt_tokens: 4, completion_tokens: 19, total_tokens: 23 },
      });
    });
  });

  it('does not let a later, empty ending overwrite the first', () => {
    const { events } = translate(
      sse([says('x', { finishReason: 'MAX_TOKENS' }), { candidates: [{ finishReason: 'STOP' }] }]),
    );
    expect(events.at(-1)).toEqual(chunk({}, 'length'));
  });

  it('tells several candidates apart', () => {
    const two = {
      candidates: [
        { index: 0, content: { parts: [{ text: 'a' }] }, finishReason: 'STOP' },
        { index: 1, content: { parts: [{ text: 'b' }] }, finishReason: 'STOP' },
      ],
    };
    const { events, summary } = translate(sse([two]));
    expect(events.map((event) => (event as typeof two & { choices: { index: number }[] }).choices[0]?.index)).toEqual([
      0, 1, 0, 1,
    ]);
    expect(summary.isFinished).toBe(true);
  });

  it('ends a blocked prompt as filtered, with its usage', () => {
    const { events, summary } = translate(
      sse([{ promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 3 } }]),
    );
    expect(events.at(-1)).toMatchObject({ choices: [{ finish_reason: 'content_filter' }] });
    expect(summary.usage).toMatchObject({ prompt_tokens: 3, completion_tokens: 0 });
  });

  it('takes counts from a chunk without candidates', () => {
    expect(
      translate(sse([says('x', { finishReason: 'STOP' }), { usageMetadata: counts(100) }])).summary.usage
        ?.completion_tokens,
    ).toBe(110);
  });

  it.each([
    ['no ending', sse([says('x')]), 'provider_stream_broken'],
    ['nothing', '', 'provider_stream_broken'],
    ['an array that is never closed', array(answer).slice(0, -1), 'provider_stream_broken'],
    ['an error inside a success', sse([says('x'), { error: { code: 503, message: 'overloaded' } }]), 'provider_error'],
    ['an event of no JSON', 'data: {"candidates":\n\n', 'provider_bad_response'],
  ])('fails on %s', (_, text, code) => {
    expect(() => translate(text)).toThrow(UpstreamError);
    expect(() => translate(text)).toThrow(expect.objectContaining({ code, isProviderFault: true }));
  });

  it('keeps what came in the same read before a fault', () => {
    const translator = new GeminiStreamTranslator(callOf({ stream: true }, 'gemini-x'), providerOf());
    const item = translator.push(Buffer.from(sse([says('good'), { error: { code: 503, message: 'overloaded' } }])));
    expect(item).toMatchObject({ text: 'good', failure: { code: 'provider_error' } });
    expect(eventsOf(item.wire)).toHaveLength(1);
  });
});
