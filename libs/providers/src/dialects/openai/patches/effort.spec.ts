import { nearestEffort } from './effort';

describe('nearestEffort', () => {
  it.each([
    ['low', ['low', 'high'], 'low'],
    ['none', ['minimal', 'low', 'medium', 'high'], 'minimal'],
    ['none', ['low', 'medium', 'high'], 'low'],
    ['minimal', ['none', 'low', 'medium', 'high'], 'low'],
    ['minimal', ['none'], 'none'],
    ['medium', ['low', 'high', 'max'], 'high'],
    ['xhigh', ['low', 'medium', 'high'], 'high'],
    ['max', ['low', 'medium', 'high', 'xhigh'], 'xhigh'],
    ['ultra', ['low', 'high', 'max'], 'max'],
    ['low', ['medium', 'high', 'xhigh'], 'medium'],
    ['whatever', ['low'], 'whatever'],
    ['low', [], 'low'],
    ['low', ['unheard-of'], 'low'],
  ])('of %s among %j is %s', (asked, values, nearest) => {
    expect(nearestEffort(asked, values)).toBe(nearest);
  });
});
