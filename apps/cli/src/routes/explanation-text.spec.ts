import type { RouteExplanation } from '@app/gateway';
import { explanationText } from './explanation-text';

const route = {
  path: ['top', 'low', 'm'],
  providerId: 'acme',
  model: 'm-2',
  adjusted: ['model'],
  cost: { state: 'priced', nanoUsd: 1_500, priceId: 'acme/m-2#1' },
  picoUsdPerInputToken: 250_000,
  picoUsdPerOutputToken: 2_000_000,
} as const;
const EXPLANATION: RouteExplanation = {
  asked: 'top',
  steps: [
    {
      group: 'top',
      strategy: 'classifier',
      chosen: 'low',
      among: ['low', 'mid'],
      by: 'rating',
      reason: 'judge rated the prompt 9 of 10',
      downgradedFrom: 'high',
    },
    { group: 'low', strategy: 'fallback', chosen: 'm', among: ['m'], by: 'order', reason: 'the first' },
  ],
  routes: [route],
  dropped: [{ path: ['top', 'high'], kind: 'paused', reason: 'high is paused' }],
  inputTokens: 4,
  outputTokens: 100,
  ratings: [],
  failure: null,
};

describe('explanationText', () => {
  it('draws the way down, the price, and what was left out', () => {
    expect(explanationText(EXPLANATION)).toBe(
      [
        'top',
        '├─ top is classifier, among low, mid: judge rated the prompt 9 of 10',
        '└─ low (in the place of high, which cannot be asked)',
        '   ├─ low is fallback, among m: the first',
        '   └─ m',
        '',
        'Asked first:  top > low > m (m-2 at acme, with model changed)',
        '              $0.25 in, $2 out for a million tokens (acme/m-2#1); $0.0000015 for 4 tokens in and 100 out',
        '',
        'Left out:',
        '  top > high: high is paused',
      ].join('\n'),
    );
  });

  it.each([
    ['unpriced', 'no price is known'],
    ['free', 'free of charge'],
  ] as const)('says so of a model that is %s', (state, words) => {
    const cost = { state, nanoUsd: null, priceId: null };
    expect(explanationText({ ...EXPLANATION, routes: [{ ...route, cost }] })).toContain(words);
  });

  it('says what comes next, who rated and what was refused', () => {
    const ratings = [{ model: 'judge', ms: 12, costNanoUsd: 3_000 } as RouteExplanation['ratings'][number]];
    const failure = { code: 'no_target_available', message: 'None.' };
    const text = explanationText({
      ...EXPLANATION,
      routes: [route, { ...route, path: ['top', 'n'] }],
      ratings,
      failure,
    });
    expect(text).toContain('Then:         top > n (m-2 at acme');
    expect(text).toContain('Rated by judge in 12 ms, for $0.000003.');
    expect(text).toContain('Refused (no_target_available): None.');
  });
});
