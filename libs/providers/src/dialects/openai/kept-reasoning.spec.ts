import type { StateCarrier } from '../../spi/kept-state';
import { callOf, providerOf } from '../../testing/chat-call';
import { chunkOf, deltaOf, sse, translated } from '../../testing/openai-stream';
import { keptOfAnswer } from './kept-reasoning';
import { openAiDialect } from './openai.dialect';
import { decodeOpenAiAnswer } from './openai.response';

const state: StateCarrier = { missing: () => [], restored: (request) => request };
const keeping = providerOf({ state });
const tools = [{ type: 'function', function: { name: 'f' } }];
const call = (id: string): object => ({ index: 0, id, type: 'function', function: { name: 'f', arguments: '{}' } });

describe('keptOfAnswer', () => {
  const choice = (message: unknown): object => ({ index: 0, message });

  it('keeps the reasoning of each choice under its first call', () => {
    const one = { reasoning_content: 'because', tool_calls: [call('a'), call('b')] };
    const other = { reasoning_content: 'so', tool_calls: [call('c')] };
    expect(keptOfAnswer([choice(one), choice(other)])).toEqual([
      { toolCallId: 'a', value: 'because' },
      { toolCallId: 'c', value: 'so' },
    ]);
  });

  it.each([
    { reasoning_content: 'x' },
    { reasoning_content: 'x', tool_calls: [] },
    { reasoning_content: 'x', tool_calls: [{ id: '' }] },
    { reasoning_content: '', tool_calls: [call('a')] },
    { reasoning_content: null, tool_calls: [call('a')] },
    { tool_calls: [call('a')] },
    null,
  ])('keeps nothing of %j', (message) => {
    expect(keptOfAnswer([choice(message), null])).toEqual([]);
  });
});

describe('a provider that wants its reasoning back', () => {
  const answer = { choices: [{ index: 0, message: { reasoning_content: 'hm', tool_calls: [call('a')] } }] };
  const decoded = (provider = keeping) => decodeOpenAiAnswer(Buffer.from(JSON.stringify(answer)), callOf(), provider);

  it('has a carrier; others have none', () => {
    expect(openAiDialect.stateCarrier?.(keeping)).toBe(state);
    expect(openAiDialect.stateCarrier?.(providerOf())).toBeUndefined();
  });

  it('gives it with the whole answer', () => {
    expect(decoded().kept).toEqual([{ toolCallId: 'a', value: 'hm' }]);
    expect(decoded(providerOf())).not.toHaveProperty('kept');
  });

  it('gives it under the id that we gave a call without one', () => {
    const bare = { choices: [{ message: { reasoning_content: 'hm', tool_calls: [{ function: { name: 'f' } }] } }] };
    const provider = providerOf({ state, leavesGaps: true });
    expect(decodeOpenAiAnswer(Buffer.from(JSON.stringify(bare)), callOf(), provider).kept).toEqual([
      { toolCallId: 'call_ours0', value: 'hm' },
    ]);
  });

  const stream = sse(
    deltaOf({ role: 'assistant', content: null, reasoning_content: '' }),
    deltaOf({ reasoning_content: 'be' }),
    deltaOf({ reasoning_content: 'cause "日本"' }),
    deltaOf({ content: 'text' }),
    deltaOf({ tool_calls: [call('a')] }),
    deltaOf({ tool_calls: [{ ...call('b'), index: 1 }] }),
    deltaOf({}, 'tool_calls'),
  );

  it.each([1, 7, 100_000])('gathers it from a stream cut at %d bytes, and changes nothing', (size) => {
    const { wire, summary } = translated(keeping, stream, { size, request: { tools } });
    expect(wire).toBe(stream);
    expect(summary.kept).toEqual([{ toolCallId: 'a', value: 'because "日本"' }]);
  });

  it('gathers it choice by choice', () => {
    const of = (index: number, delta: object): string =>
      chunkOf({ choices: [{ index, delta, finish_reason: 'stop' }] });
    const mixed = sse(
      of(0, { reasoning_content: 'x' }),
      of(1, { reasoning_content: 'y' }),
      of(1, { tool_calls: [call('b')] }),
      of(0, { tool_calls: [call('a')] }),
    );
    expect(translated(keeping, mixed, { request: { tools } }).summary.kept).toEqual([
      { toolCallId: 'a', value: 'x' },
      { toolCallId: 'b', value: 'y' },
    ]);
  });

  it('gathers nothing without tools, and nothing for others', () => {
    expect(translated(keeping, stream).summary).not.toHaveProperty('kept');
    expect(translated(providerOf(), stream, { request: { tools } }).summary).not.toHaveProperty('kept');
  });

  it('does not keep more than 64 KB', () => {
    const many = Array.from({ length: 5 }, () => deltaOf({ reasoning_content: 'x'.repeat(16_000) }));
    const ending = [deltaOf({ tool_calls: [call('a')] }), deltaOf({}, 'tool_calls')];
    const keptOf = (chunks: string[]) => translated(keeping, sse(...chunks), { request: { tools } }).summary.kept;
    expect(keptOf([...many, ...ending])).toEqual([]);
    expect(keptOf([...many.slice(1), ...ending])).toHaveLength(1);
  });
});
