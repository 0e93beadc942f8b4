import type { ChatCompletionChunk, Cost, TokenUsage } from '@app/contracts';
import { STARTED_AT, exchangeOf } from '../testing/exchange';
import { usageEvent } from './usage-event';

const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
const counted: TokenUsage = { source: 'estimated', freshInputTokens: 8, outputTokens: 3 };
const summary = { model: 'real', usage, usageChunk: undefined, isFinished: true };
const priced: Cost = { state: 'priced', nanoUsd: 1_500, priceId: 'p' };

function eventOf(usageChunk: ChatCompletionChunk | undefined, cost: Cost | undefined): unknown {
  const text = usageEvent({ ...summary, usageChunk }, counted, cost, exchangeOf());
  expect(text).toMatch(/^data: .*\n\n$/);
  return JSON.parse(text.slice('data: '.length));
}

describe('usageEvent', () => {
  it("keeps the provider's chunk and adds the cost", () => {
    const chunk = {
      id: 'c',
      object: 'chat.completion.chunk' as const,
      created: 1,
      model: 'real',
      system_fingerprint: 'fp',
      choices: [],
      usage,
    };
    expect(eventOf(chunk, priced)).toEqual({ ...chunk, usage: { ...usage, gophergate: { cost: '0.0000015' } } });
  });

  it('lets no choice and no other usage through', () => {
    const chunk: ChatCompletionChunk = {
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'real',
      choices: [{ index: 0, delta: { content: 'x' }, finish_reason: null }],
      usage: { ...usage, total_tokens: 99 },
    };
    expect(eventOf(chunk, priced)).toMatchObject({ choices: [], usage });
  });

  it('makes a chunk where the provider sent none', () => {
    expect(eventOf(undefined, priced)).toEqual({
      id: 'chatcmpl-request-1',
      object: 'chat.completion.chunk',
      created: STARTED_AT / 1_000,
      model: 'asked',
      choices: [],
      usage: { ...usage, gophergate: { cost: '0.0000015' } },
    });
  });

  it.each<[string, Cost | undefined, string | null]>([
    ['unknown', { state: 'unpriced', nanoUsd: null, priceId: null }, null],
    ['not there', undefined, null],
    ['nothing', { state: 'free', nanoUsd: 0, priceId: 'p' }, '0'],
  ])('tells a cost that is %s', (_, cost, text) => {
    expect(eventOf(undefined, cost)).toMatchObject({ usage: { gophergate: { cost: text } } });
  });
});
