import type { ProviderQuirks } from '../../spi/provider';
import { tokenUsageOf } from '../../spi/chat-usage';
import { callOf, providerOf } from '../../testing/chat-call';
import { HEAD, chunkOf, deltaOf, sse, translated, type Translated } from '../../testing/openai-stream';
import { encodeOpenAiRequest } from './openai.request';
import { decodeOpenAiAnswer } from './openai.response';

/** What other gateways got wrong, one by one; the numbers are those of the list in the project's papers. */

const SIZES = [1, 3, 64, 100_000];
const usage = {
  prompt_tokens: 2_006,
  completion_tokens: 300,
  total_tokens: 2_306,
  prompt_tokens_details: { cached_tokens: 1_920 },
};
const text = [deltaOf({ role: 'assistant', content: 'Hi' }), deltaOf({ content: ' there' })];
const end = deltaOf({}, 'stop');

const read = (stream: string, size?: number, quirks?: ProviderQuirks): Translated =>
  translated(providerOf(quirks), stream, { size });

describe('usage of a stream', () => {
  it('trap 1: has a chunk to go in, without choices', () => {
    const { summary } = read(sse(...text, end, chunkOf({ choices: [], usage }), '[DONE]'));
    expect(summary.usageChunk).toEqual({ ...HEAD, choices: [], usage });
    const { summary: without } = read(sse(...text, end, '[DONE]'));
    expect(without.usageChunk).toEqual({ ...HEAD, choices: [] });
  });

  it.each(SIZES)('trap 2: is read from a chunk that has choices too, cut at %d bytes', (size) => {
    const last = chunkOf({ choices: [{ index: 0, delta: { content: '!' }, finish_reason: 'stop' }], usage });
    const { summary, text: written } = read(sse(...text, last, '[DONE]'), size);
    expect(summary).toMatchObject({ usage, isFinished: true });
    expect(written).toBe('Hi there!');
  });

  it.each(SIZES)('trap 3: is read after the finish, and shown to nobody, cut at %d bytes', (size) => {
    const { summary, wire } = read(sse(...text, end, chunkOf({ choices: [], usage }), '[DONE]'), size);
    expect(summary.usage).toEqual(usage);
    expect(wire).toBe(sse(...text, end));
  });

  it('trap 4: is the last that is not null', () => {
    const early = chunkOf({ choices: [], usage: { ...usage, completion_tokens: 1 } });
    const late = chunkOf({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage });
    const { summary, events } = read(sse(...text, early, late, chunkOf({ choices: [], usage: null }), '[DONE]'));
    expect(summary.usage).toEqual(usage);
    expect(events).toHaveLength(3);
  });

  it('trap 6: is asked for, though the client did not', () => {
    const { body, adjusted } = encodeOpenAiRequest(callOf({ stream: true }), providerOf());
    expect(JSON.parse(body.toString())).toMatchObject({ stream_options: { include_usage: true } });
    expect(adjusted).toEqual([]);
  });

  it.each(SIZES)('trap 7: is read behind blank lines, cut at %d bytes', (size) => {
    const { summary } = read(`${sse(...text, end)}\n\n\n\r\n\n${sse(chunkOf({ choices: [], usage }), '[DONE]')}`, size);
    expect(summary).toMatchObject({ usage, isFinished: true });
  });

  it('trap 10: counts what was cached apart from what was not', () => {
    const { summary } = read(sse(...text, end, chunkOf({ choices: [], usage }), '[DONE]'));
    expect(tokenUsageOf(summary.usage ?? usage)).toMatchObject({ freshInputTokens: 86, cachedInputTokens: 1_920 });
  });
});

describe('the model', () => {
  it('trap 12: is the one that answered, not the one that was asked', () => {
    const answer = { model: 'served', choices: [{ index: 0, message: { role: 'assistant', content: 'x' } }], usage };
    expect(decodeOpenAiAnswer(Buffer.from(JSON.stringify(answer)), callOf(), providerOf()).model).toBe('served');
    expect(read(sse(...text, end, '[DONE]')).summary.model).toBe(HEAD.model);
  });
});

describe('errors', () => {
  const busy = { error: { message: 'busy', type: 'server_error', code: null } };
  const limited = { error: { message: 'slow down', type: 'tokens', code: 'rate_limit_exceeded' } };
  const failureOf = (body: string) => () => decodeOpenAiAnswer(Buffer.from(body), callOf(), providerOf());

  it('trap 28: are taken out of an array', () => {
    expect(failureOf(JSON.stringify([limited]))).toThrow(expect.objectContaining({ code: 'rate_limit_exceeded' }));
    expect(() => read(sse(...text, JSON.stringify([limited])))).toThrow(
      expect.objectContaining({ code: 'rate_limit_exceeded', message: 'slow down' }),
    );
  });

  it('trap 29: count under status 200, and as a bare text', () => {
    const bare = { code: 'unavailable', error: 'try again later' };
    const failure = expect.objectContaining({ httpStatus: 503, message: 'Provider "acme" failed: try again later' });
    expect(failureOf(JSON.stringify(bare))).toThrow(failure);
    expect(() => read(sse(...text, JSON.stringify(bare)))).toThrow(failure);
  });

  it.each([
    ['an event of that name', `event: error\ndata: {"type":"error","code":"server_error","message":"busy"}\n\n`],
    ['a body on one line', `${JSON.stringify(busy)}\n`],
    ['a body on several lines', JSON.stringify(busy, null, 2)],
  ])('are found in mid-stream as %s', (_, error) => {
    for (const size of SIZES) {
      expect(() => read(sse(...text) + error, size)).toThrow(
        expect.objectContaining({ code: 'provider_error', message: 'Provider "acme" failed: busy' }),
      );
    }
  });
});

describe('the bytes of a stream', () => {
  it.each(SIZES)('trap 36: may cut a character in two, here at %d bytes', (size) => {
    const { text: written, wire } = read(sse(deltaOf({ content: '你好，世界 🐹' }), end), size);
    expect(written).toBe('你好，世界 🐹');
    expect(wire).not.toContain('\uFFFD');
  });

  it.each(SIZES)('trap 37: may have CRLF, and no blank behind "data:", cut at %d bytes', (size) => {
    const stream = sse(...text, end, '[DONE]')
      .replaceAll('data: ', 'data:')
      .replaceAll('\n', '\r\n');
    expect(read(stream, size)).toMatchObject({ wire: sse(...text, end), summary: { isFinished: true } });
  });

  it.each(SIZES)('trap 38: may begin with signs of life, cut at %d bytes', (size) => {
    const alive = ': keep-alive\n\n\n\n: keep-alive\n\n';
    expect(read(`${alive}${sse(...text)}${alive}${sse(end, '[DONE]')}`, size).wire).toBe(sse(...text, end));
    const answer = `\n\n\n${JSON.stringify({ choices: [], usage })}`;
    expect(decodeOpenAiAnswer(Buffer.from(answer), callOf(), providerOf()).usage).toEqual(usage);
  });
});
