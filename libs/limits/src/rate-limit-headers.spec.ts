import { durationText, rateLimitHeaders } from './rate-limit-headers';

describe('rateLimitHeaders', () => {
  it('tell of what is limited, and of nothing else', () => {
    expect(rateLimitHeaders({})).toEqual({});
    expect(rateLimitHeaders({ requests: { limit: 60, remaining: 59, resetMs: 1_000 } })).toEqual({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
    });
    expect(rateLimitHeaders({ tokens: { limit: 9_000, remaining: 0, resetMs: 60_000 } })).toEqual({
      'x-ratelimit-limit-tokens': '9000',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '1m0s',
    });
  });

  it.each([
    [0, '0s'],
    [17, '17ms'],
    [999, '999ms'],
    [1_000, '1s'],
    [8_640, '8.64s'],
    [59_999, '59.999s'],
    [60_000, '1m0s'],
    [360_000, '6m0s'],
    [3_723_000, '1h2m3s'],
  ])('write %d ms as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
