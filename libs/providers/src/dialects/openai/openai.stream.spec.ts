import type { ChatUsage } from '@app/contracts';
import type { ProviderQuirks } from '../../spi/provider';
import { UpstreamError } from '../../spi/upstream.error';
import { callOf, eventsOf, providerOf } from '../../testing/chat-call';
import {
  HEAD as head,
  chunkOf as chunk,
  deltaOf as delta,
  sse,
  translated,
  type Translated,
} from '../../testing/openai-stream';
import { OpenAiStreamTranslator } from './openai.stream';

const usage = { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 };

const translate = (text: string, size?: number, quirks?: ProviderQuirks): Translated =>
  translated(providerOf(quirks), text, { size });

const whole = sse(
  delta({ role: 'assistant', content: '' }),
  delta({ content: 'Grüß' }),
  delta({ content: ' "Gott" 🐹\n' }),
  delta({}, 'stop'),
  chunk({ choices: [], usage }),
  '[DONE]',
);

describe('OpenAiStreamTranslator', () => {
  it('keeps a last chunk without choices and usage to itself', () => {
    const events = [
      delta({ role: 'assistant', content: 'Hi' }),
      chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage }),
    ];
    const { wire, summary } = translate(sse(...events, chunk({ choices: [], usage: null }), '[DONE]'));
    expect(eventsOf(wire)).toHaveLength(2);
    expect(summary.usage).toEqual(usage);
  });

  it.each([1, 2, 7, 64, 100_000])('passes events on as they came, cut at %d bytes', (size) => {
    const { wire, text, summary } = translate(whole, size);
    expect(wire).toBe(
      sse(
        delta({ role: 'assistant', content: '' }),
        delta({ content: 'Grüß' }),
        delta({ content: ' "Gott" 🐹\n' }),
        delta({}, 'stop'),
      ),
    );
    expect(text).toBe('Grüß "Gott" 🐹\n');
    expect(summary).toEqual({ model: 'real', usage, usageChunk: { ...head, choices: [], usage }, isFinished: true });
  });

  it('takes usage off a chunk that carries choices too', () => {
    const withUsage = chunk({ choices: [{ index: 0, delta: { content: 'x' }, finish_reason: 'stop' }], usage });
    const { wire, summary } = translate(sse(withUsage, '[DONE]'));
    expect(eventsOf(wire)).toEqual([
      { ...head, choices: [{ index: 0, delta: { content: 'x' }, finish_reason: 'stop' }] },
    ]);
    expect(summary.usage).toEqual(usage);
  });

  it('lets the last usage win, and null say nothing', () => {
    const later = { ...usage, completion_tokens: 9, total_tokens: 14 };
    const { summary } = translate(
      sse(
        chunk({ choices: [], usage }),
        delta({ content: 'x' }, 'stop'),
        chunk({ choices: [], usage: later }),
        chunk({ choices: [], usage: null }),
        '[DONE]',
      ),
    );
    expect(summary.usage).toEqual(later);
  });

  it('finds usage where the vendor puts it', () => {
    const inChoice = chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] });
    const findUsage: ProviderQuirks['findUsage'] = ({ choices }) => (choices as [{ usage?: ChatUsage }])[0].usage;
    const { summary } = translate(sse(delta({ content: 'x' }), inChoice, '[DONE]'), 64, { findUsage });
    expect(summary.usage).toEqual(usage);
    expect(summary.usageChunk).toEqual({ ...head, choices: [] });
  });

  it('counts reasoning, tool arguments and refusals as text', () => {
    const call = { tool_calls: [{ index: 0, function: { arguments: '{"a":"b"}' } }] };
    const { text } = translate(
      sse(
        delta({ reasoning_content: 'think ' }),
        delta({ reasoning: 'more ' }),
        delta(call),
        delta({ refusal: ' no' }),
        delta({}, 'tool_calls'),
      ),
    );
    expect(text).toBe('think more {"a":"b"} no');
  });

  it('cannot be fooled by text that looks like a field', () => {
    const content =
      'see "usage":{"prompt_tokens":1,"completion_tokens":1} and "error":{} and "finish_reason":"stop" data: [DONE]';
    const { wire, text, summary } = translate(
      sse(delta({ role: 'assistant' }), delta({ content }), delta({}, 'length')),
    );
    expect(text).toBe(content);
    expect(summary.usage).toBeUndefined();
    expect(eventsOf(wire)).toHaveLength(3);
  });

  it('reads CRLF, comments, blank lines and a missing last newline', () => {
    const text = `: keep-alive\r\n\r\n${whole.replaceAll('\n\n', '\r\n\r\n\r\n')}`.trimEnd();
    expect(translate(text, 3).summary).toMatchObject({ usage, isFinished: true });
  });

  it('accepts an ending without [DONE] when the model said why it stopped', () => {
    expect(translate(sse(delta({ content: 'x' }), delta({}, 'stop'))).summary.isFinished).toBe(true);
  });

  it('accepts it only when every choice has ended', () => {
    const of = (index: number, finish: string | null): string =>
      chunk({ choices: [{ index, delta: { content: 'x' }, finish_reason: finish }] });
    const halfway = [of(0, null), of(1, null), of(0, 'stop')];
    expect(() => translate(sse(...halfway))).toThrow(expect.objectContaining({ code: 'provider_stream_broken' }));
    expect(translate(sse(...halfway, of(1, 'length'))).summary.isFinished).toBe(true);
    expect(translate(sse(...halfway, '[DONE]')).summary.isFinished).toBe(true);
  });

  it.each([
    ['no ending', sse(delta({ content: 'x' })), 'provider_stream_broken'],
    ['nothing at all', '', 'provider_stream_broken'],
    ['an error event', sse(delta({ content: 'x' }), '{"error":{"message":"overloaded"}}'), 'provider_error'],
    ['an event of no JSON', sse(delta({ content: 'x' }), 'nonsense'), 'provider_bad_response'],
    ['half an event', sse(delta({ content: 'x' }), '{"choices":[{"delta"'), 'provider_bad_response'],
    ['a first event of no JSON', sse('{"id":'), 'provider_bad_response'],
  ])('fails on %s', (_, text, code) => {
    expect(() => translate(text)).toThrow(UpstreamError);
    expect(() => translate(text)).toThrow(expect.objectContaining({ code, isProviderFault: true }));
  });

  it('keeps what came in the same read before a fault', () => {
    const translator = new OpenAiStreamTranslator(callOf(), providerOf());
    const good = sse(delta({ content: 'good' }));
    const item = translator.push(Buffer.from(`${good}data: {"error":{"message":"overloaded"}}\n\n`));
    expect(item).toMatchObject({ wire: good, text: 'good', failure: { code: 'provider_error' } });
  });

  it('writes an event of several lines as one', () => {
    const pretty = JSON.stringify(JSON.parse(delta({ content: 'x' }, 'stop')), null, 1);
    const event = pretty
      .split('\n')
      .map((line) => `data: ${line}\n`)
      .join('');
    const { wire, text } = translate(`${event}\n`);
    expect(wire.trimEnd().split('\n')).toHaveLength(1);
    expect(eventsOf(wire)).toEqual([JSON.parse(pretty)]);
    expect(text).toBe('x');
  });
});
