import { providerOf } from '../../testing/chat-call';
import { HEAD, chunkOf, deltaOf, sse, translated } from '../../testing/openai-stream';

const SIZES = [1, 7, 100_000];
const acme = providerOf({ leavesGaps: true });
const begins = deltaOf({ role: 'assistant', content: '' });
const bare = (name: string, fields: object = {}): object => ({ function: { name, arguments: '' }, ...fields });
const finishOf = (events: unknown[]): unknown[] =>
  (events as { choices: { index: number; finish_reason: string | null }[] }[])
    .flatMap(({ choices }) => choices)
    .filter(({ finish_reason: reason }) => reason)
    .map(({ index, finish_reason: reason }) => [index, reason]);

describe('a stream with gaps', () => {
  it.each(SIZES)('passes as it came where it has none, cut at %d bytes', (size) => {
    const call = { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } };
    const stream = sse(begins, deltaOf({ content: 'x' }), deltaOf({ tool_calls: [call] }), deltaOf({}, 'tool_calls'));
    const { wire, summary } = translated(acme, `${stream}data: [DONE]\n\n`, { size });
    expect(wire).toBe(stream);
    expect(summary.isFinished).toBe(true);
  });

  it.each(SIZES)('has its tool calls completed, cut at %d bytes', (size) => {
    const stream = sse(
      begins,
      deltaOf({ tool_calls: [bare('f')] }),
      deltaOf({ tool_calls: [{ function: { arguments: '{"a":1}' } }] }),
      deltaOf({ tool_calls: [bare('g', { id: 'theirs' })] }),
      deltaOf({}, 'tool_calls'),
      '[DONE]',
    );
    const { events, text } = translated(acme, stream, { size });
    const calls = (events as { choices: { delta: { tool_calls?: unknown[] } }[] }[]).flatMap(
      ({ choices }) => choices[0]?.delta.tool_calls ?? [],
    );
    expect(calls).toEqual([
      { index: 0, id: 'call_ours0', type: 'function', function: { name: 'f', arguments: '' } },
      { index: 0, function: { arguments: '{"a":1}' } },
      { index: 1, id: 'theirs', type: 'function', function: { name: 'g', arguments: '' } },
    ]);
    expect(text).toBe('{"a":1}');
  });

  it.each([
    ['stop', [begins, deltaOf({ content: 'x' })]],
    ['tool_calls', [begins, deltaOf({ tool_calls: [bare('f')] }), deltaOf({ content: '' })]],
  ])('ends with %s where nothing else was said', (reason, chunks) => {
    const { events, summary } = translated(acme, sse(...chunks, '[DONE]'));
    expect(events.at(-1)).toEqual({
      ...HEAD,
      choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: reason }],
    });
    expect(finishOf(events)).toEqual([[0, reason]]);
    expect(summary.isFinished).toBe(true);
  });

  it('ends each choice that lacks an ending', () => {
    const of = (index: number, finish: string | null = null): string =>
      chunkOf({ choices: [{ index, delta: { content: 'x' }, finish_reason: finish }] });
    const { events } = translated(acme, sse(of(0), of(1), of(2), of(1, 'length'), '[DONE]'));
    expect(finishOf(events)).toEqual([
      [1, 'length'],
      [0, 'stop'],
      [2, 'stop'],
    ]);
  });

  it('takes the bare first chunk for one of the first choice, under the head of the call', () => {
    const { events, summary } = translated(acme, sse('{"choices":[{"delta":{"content":"x"}}]}', '[DONE]'));
    expect(events[0]).toEqual({ choices: [{ index: 0, delta: { content: 'x' } }] });
    const head = { id: 'chatcmpl-ours', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'sent' };
    expect(events[1]).toMatchObject(head);
    expect(summary).toMatchObject({ model: 'sent', usageChunk: { ...head, choices: [] } });
  });

  it('has a later chunk numbered that bears no number', () => {
    const { events } = translated(acme, sse(begins, '{"choices":[{"delta":{"content":"x"}}]}', deltaOf({}, 'stop')));
    expect(events[1]).toEqual({ choices: [{ index: 0, delta: { content: 'x' } }] });
  });

  it.each(['load', 'unload', 'eos_token'])('has the ending %s put in the words of the contract', (word) => {
    expect(finishOf(translated(acme, sse(begins, deltaOf({}, word), '[DONE]')).events)).toEqual([[0, 'stop']]);
  });

  it('fails where the provider broke it off for want of machines', () => {
    expect(() => translated(acme, sse(begins, deltaOf({}, 'insufficient_system_resource'), '[DONE]'))).toThrow(
      expect.objectContaining({ code: 'provider_overloaded', httpStatus: 503 }),
    );
  });

  it('is not taken for complete when the connection breaks instead', () => {
    expect(() => translated(acme, sse(begins, deltaOf({ content: 'x' })))).toThrow(
      expect.objectContaining({ code: 'provider_stream_broken' }),
    );
  });

  it('is left as it is where the vendor is not known for it', () => {
    const stream = sse(begins, deltaOf({ tool_calls: [bare('f')] }), deltaOf({}, 'load'));
    expect(translated(providerOf(), `${stream}data: [DONE]\n\n`).wire).toBe(stream);
    expect(translated(providerOf(), sse(begins, '[DONE]')).wire).toBe(sse(begins));
  });
});
