import { delayInDetails, delayInHeaders, delayInMessage, type AnswerHeaders } from './retry-delay';

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

describe('delayInHeaders', () => {
  it.each<[AnswerHeaders, number | undefined]>([
    [{ 'retry-after': '20' }, 20],
    [{ 'retry-after': ['20', '30'] }, 20],
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1.5],
    [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:10 GMT' }, 10],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
    [{}, undefined],
  ])('%j asks for %p seconds', (headers, seconds) => {
    expect(delayInHeaders(headers, NOW_MS)).toBe(seconds);
  });

  it.each<[string, AnswerHeaders, number | undefined]>([
    ["OpenAI's form", { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m30s' }, 90],
    ['a fraction of a second', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '12ms' }, 0.012],
    ['only what is used up', { 'x-ratelimit-remaining-tokens': '5', 'x-ratelimit-reset-tokens': '1h' }, undefined],
    [
      'the later of two',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '2s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '1.5m',
      },
      90,
    ],
    ['a bare span', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' }, 3],
    ['a moment', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_MS / 1_000 + 7) }, 7],
    ['a moment that is over', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000000' }, 0],
    ['no time at all', { 'x-ratelimit-remaining': '0' }, undefined],
    ['nonsense', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'later' }, undefined],
    ['less than nothing', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '-4' }, undefined],
  ])('reads the reset of a limit: %s', (_, headers, seconds) => {
    const delay = delayInHeaders(headers, NOW_MS);
    if (seconds === undefined) expect(delay).toBeUndefined();
    else expect(delay).toBeCloseTo(seconds, 6);
  });
});

describe('delayInDetails', () => {
  it.each<[unknown, number | undefined]>([
    [[{ '@type': 'x' }, { retryDelay: '46s' }], 46],
    [[{ retryDelay: '0.5s' }], 0.5],
    [[{ retryDelay: '3600s' }], 3_600],
    [[{ retryDelay: '1000000000s' }], 1_000_000_000],
    [[{ retryDelay: 46 }], undefined],
    [[{ retryDelay: 'soon' }], undefined],
    [[null, 'x'], undefined],
    [{ retryDelay: '46s' }, undefined],
    [undefined, undefined],
  ])('%j is %p', (details, seconds) => {
    expect(delayInDetails(details)).toBe(seconds);
  });
});

describe('delayInMessage', () => {
  it.each<[string, number | undefined]>([
    ['Please retry in 48.5s.', 48.5],
    ['Please try again in 120ms.', 0.12],
    ['Try again in 1m2s, please', 62],
    ['reached the limit, please try again after 3 seconds', 3],
    ['Please try again after 2 minutes', 120],
    ['Please try again later', undefined],
    ['in 5s', undefined],
  ])('%j says %p', (message, seconds) => {
    const delay = delayInMessage(message);
    if (seconds === undefined) expect(delay).toBeUndefined();
    else expect(delay).toBeCloseTo(seconds, 6);
  });
});
