import type { ChatCompletionRequest } from '@app/contracts';
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

function translate(text: string, size = 100_000, request: Partial<ChatCompletionRequest> = {}) {
  const translator = new GeminiStreamTranslator(callOf({ stream: true, ...request }, 'gemini-x'), providerOf());
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

  it.each([
    ['events', sse],
    ['an array', array],
  ])('tells an error among %s as the error it is', (_, written) => {
    const error = { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'slow down', details: [{ retryDelay: '46s' }] };
    expect(() => translate(written([says('x'), { error }]))).toThrow(
      expect.objectContaining({ code: 'rate_limit_exceeded', httpStatus: 429, retryAfterSeconds: 46 }),
    );
  });

  it('keeps what came in the same read before a fault', () => {
    const translator = new GeminiStreamTranslator(callOf({ stream: true }, 'gemini-x'), providerOf());
    const item = translator.push(Buffer.from(sse([says('good'), { error: { code: 503, message: 'overloaded' } }])));
    expect(item).toMatchObject({ text: 'good', failure: { code: 'provider_error' } });
    expect(eventsOf(item.wire)).toHaveLength(1);
  });

  it('keeps what came before a bare error, and gives no reason to finish', () => {
    const translator = new GeminiStreamTranslator(callOf({ stream: true }, 'gemini-x'), providerOf());
    const said = translator.push(Buffer.from(sse([says('good', { finishReason: 'STOP' })])));
    translator.push(Buffer.from('{\n "error": {"code": 499, "message": "cancelled"}\n}\n'));
    expect(said.text).toBe('good');
    expect(translator.end()).toMatchObject({ wire: '', failure: { code: 'provider_error' } });
  });

  it('delivers text behind a first reason, and tells the reason once, at the end', () => {
    const { events } = translate(sse([says('a', { finishReason: 'STOP' }), says('b', { finishReason: 'MAX_TOKENS' })]));
    expect(events).toEqual([
      chunk({ role: 'assistant', content: 'a', refusal: null }),
      chunk({ content: 'b' }),
      chunk({}, 'length'),
    ]);
  });

  it('streams thoughts, pictures and probabilities', () => {
    const inlineData = { mimeType: 'image/png', data: 'AAAA' };
    const { events, text } = translate(
      sse([
        { candidates: [{ content: { parts: [{ text: 'hm', thought: true }] } }] },
        {
          candidates: [
            {
              content: { parts: [{ text: 'x' }] },
              logprobsResult: { chosenCandidates: [{ token: 'x', logProbability: -1 }] },
            },
          ],
        },
        { candidates: [{ content: { parts: [{ inlineData }] }, finishReason: 'STOP' }] },
      ]),
    );
    expect(text).toBe('hmx');
    expect(events).toMatchObject([
      { choices: [{ delta: { role: 'assistant', content: '', reasoning_content: 'hm' }, logprobs: null }] },
      { choices: [{ delta: { content: 'x' }, logprobs: { content: [{ token: 'x' }] } }] },
      { choices: [{ delta: { images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] } }] },
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
    ]);
  });

  it('does not lose counts to metadata without any', () => {
    const { summary } = translate(sse([says('x', { finishReason: 'STOP' }), { usageMetadata: { trafficType: 'T' } }]));
    expect(summary.usage).toMatchObject({ prompt_tokens: 4 });
  });

  it('keeps what was written before a call that went wrong', () => {
    const translator = new GeminiStreamTranslator(callOf({ stream: true }, 'gemini-x'), providerOf());
    const item = translator.push(Buffer.from(sse([says('good', { finishReason: 'MALFORMED_FUNCTION_CALL' })])));
    expect(item).toMatchObject({ text: 'good', failure: { code: 'provider_malformed_tool_call', retryable: true } });
  });
});

describe('streamed tool calls', () => {
  const calls = (functionCall: object, more: object = {}) => ({
    candidates: [{ content: { parts: [{ functionCall, ...more }] } }],
  });
  const stop = { candidates: [{ content: { parts: [{ text: '' }] }, finishReason: 'STOP' }] };

  // python-genai issue 2868, CLIProxyAPI issue 866.
  it('trap 19: are the reason to finish, whatever empty STOP comes later', () => {
    const { events, text, summary } = translate(
      sse([calls({ id: 'a', name: 'f', args: { x: 1 } }, { thoughtSignature: 's' }), calls({ name: 'f' }), stop, stop]),
    );
    expect(events).toMatchObject([
      {
        choices: [
          {
            delta: {
              role: 'assistant',
              content: null,
              tool_calls: [
                {
                  index: 0,
                  id: 'a',
                  type: 'function',
                  function: { name: 'f', arguments: '{"x":1}' },
                  extra_content: { google: { thought_signature: 's' } },
                },
              ],
            },
          },
        ],
      },
      { choices: [{ delta: { tool_calls: [{ index: 1, id: 'call_ours_1' }] } }] },
      { choices: [{ delta: {}, finish_reason: 'tool_calls' }] },
    ]);
    expect(events).toHaveLength(3);
    expect(text).toBe('{"x":1}{}');
    expect(summary.kept).toEqual([{ toolCallId: 'a', value: 's' }]);
  });

  it.each([1, 13, 100_000])('come piece by piece, and end with the stream if need be, cut at %d bytes', (size) => {
    const partialArgs = [{ jsonPath: '$.city', stringValue: 'Ålesund' }];
    const { events, text } = translate(
      sse([calls({ name: 'f', willContinue: true }), calls({ partialArgs, willContinue: true }), stop]),
      size,
    );
    expect(events.slice(1)).toMatchObject([
      { choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: '{"city":"Ålesund"}' } }] } }] },
      { choices: [{ delta: {}, finish_reason: 'tool_calls' }] },
    ]);
    expect(text).toBe('{"city":"Ålesund"}');
  });

  it('take the older form for a client that asked in it', () => {
    const { events } = translate(sse([calls({ name: 'f' }), calls({ name: 'g' }), stop]), 100_000, {
      functions: [{ name: 'f' }],
    });
    expect(events).toMatchObject([
      { choices: [{ delta: { function_call: { name: 'f', arguments: '{}' } } }] },
      { choices: [{ delta: {}, finish_reason: 'function_call' }] },
    ]);
  });
});

describe('a blocked prompt in a stream', () => {
  const feedback = (more: object) => ({ promptFeedback: { safetyRatings: [1], ...more } });

  it.each([{ blockReason: 'SAFETY' }, {}])('trap 26: is refused and terminated: %j', (more) => {
    const { events, text } = translate(sse([feedback(more)]));
    expect(events).toMatchObject([
      { choices: [{ delta: { role: 'assistant', content: null, refusal: expect.stringContaining('blocked') } }] },
      { choices: [{ delta: {}, finish_reason: 'content_filter' }] },
    ]);
    expect(text).toBe('');
  });

  it('ends what had begun', () => {
    const { events } = translate(sse([says('x'), feedback({ blockReason: 'OTHER' })]));
    expect(events.at(-1)).toMatchObject({ choices: [{ finish_reason: 'content_filter' }] });
  });

  it('is not meant by the feedback beside an answer', () => {
    const { events } = translate(sse([{ ...says('x', { finishReason: 'STOP' }), ...feedback({}) }]));
    expect(events.at(-1)).toMatchObject({ choices: [{ finish_reason: 'stop' }] });
  });
});
