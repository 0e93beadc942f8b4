import type { ClientLimits } from '@app/contracts';
import { changedLimits, LimitsCommand, limitsText } from './client-limits';

class AnyCommand extends LimitsCommand {
  run(): Promise<void> {
    return Promise.resolve();
  }
}

const command = new AnyCommand();
const some: ClientLimits = {
  requestsPerMinute: 60,
  tokensPerMinute: null,
  concurrentRequests: 2,
  budget: { nanoUsd: 1, period: 'day' },
};

describe('limits on the command line', () => {
  it('are counts, or none', () => {
    expect(command.parseRpm('60')).toBe(60);
    expect(command.parseTpm('100000')).toBe(100_000);
    expect(command.parseConcurrent('none')).toBe('none');
  });

  it.each(['0', '-1', '1.5', 'many', ''])('are not %j', (text) => {
    expect(() => command.parseRpm(text)).toThrow(/--rpm takes a whole number/);
  });

  it.each([
    ['25', { nanoUsd: 25_000_000_000, period: 'month' }],
    ['$0.5/day', { nanoUsd: 500_000_000, period: 'day' }],
    ['100/total', { nanoUsd: 100_000_000_000, period: 'total' }],
    ['none', 'none'],
  ])('budget %s', (text, budget) => {
    expect(command.parseBudget(text)).toEqual(budget);
  });

  it.each(['0', '5/week', 'month', '-1/day', '1/day/month'])('budget is not %s', (text) => {
    expect(() => command.parseBudget(text)).toThrow(/--budget takes USD and a period/);
  });

  it('change what is named and leave the rest', () => {
    expect(changedLimits(some, {})).toEqual(some);
    expect(changedLimits(some, { rpm: 'none', tpm: 5 })).toEqual({
      ...some,
      requestsPerMinute: null,
      tokensPerMinute: 5,
    });
    expect(changedLimits(some, { concurrent: 9, budget: 'none' })).toEqual({
      ...some,
      concurrentRequests: 9,
      budget: null,
    });
  });

  it('are told in words', () => {
    expect(limitsText(some)).toBe('60 requests/min, 2 at once, $0.000000001/day');
    expect(limitsText(changedLimits(some, { rpm: 'none', concurrent: 'none', budget: 'none' }))).toBe('none');
  });
});
