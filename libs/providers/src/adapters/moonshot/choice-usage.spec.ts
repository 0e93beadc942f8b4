import { usageInChoice, withCachedTokens } from './choice-usage';

const usage = { prompt_tokens: 1400, completion_tokens: 9, total_tokens: 1409 };

describe('usageInChoice', () => {
  it('finds usage on the finish chunk', () => {
    expect(usageInChoice({ choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] })).toEqual(usage);
  });

  it('prefers the top level', () => {
    const top = { ...usage, completion_tokens: 10, total_tokens: 1410 };
    expect(usageInChoice({ usage: top, choices: [{ usage }] })).toEqual(top);
  });

  it.each([[undefined], [[]], [[null]], [[{ usage: null }]]])('finds nothing in choices %j', (choices) => {
    expect(usageInChoice({ choices })).toBeUndefined();
  });
});

describe('withCachedTokens', () => {
  it("moves Kimi's count to where OpenAI has it", () => {
    expect(withCachedTokens({ ...usage, cached_tokens: 1280 }).prompt_tokens_details).toEqual({ cached_tokens: 1280 });
  });

  it('returns the same object when there is nothing to move', () => {
    expect(withCachedTokens(usage)).toBe(usage);
  });
});
