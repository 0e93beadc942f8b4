import { factsOf, lifecycleOf } from '../testing/facts';
import { lifecycleAt } from './lifecycle';

const END = '2026-05-15T19:00:00Z';
const END_MS = Date.parse(END);

describe('lifecycleAt', () => {
  it.each([
    ['active', 'live'],
    ['deprecated', 'live'],
    ['redirected', 'redirected'],
    ['shut_down', 'ended'],
  ] as const)('takes the state %s at its word when there is no date: %s', (state, expected) => {
    expect(lifecycleAt(factsOf('alpha', { lifecycle: lifecycleOf({ state }) }), END_MS)).toBe(expected);
  });

  it('knows that a model shut down without a date is alive where another answers', () => {
    const facts = factsOf('alpha', { lifecycle: lifecycleOf({ state: 'shut_down', routesTo: 'beta' }) });
    expect(lifecycleAt(facts, END_MS)).toBe('redirected');
  });

  it.each(['active', 'deprecated', 'shut_down'] as const)('ends a model that is %s exactly at its date', (state) => {
    const facts = factsOf('alpha', { lifecycle: lifecycleOf({ state, shutdownAt: END }) });
    expect(lifecycleAt(facts, END_MS - 1)).toBe('live');
    expect(lifecycleAt(facts, END_MS)).toBe('ended');
    expect(lifecycleAt(facts, END_MS + 1)).toBe('ended');
  });

  it.each([
    ['deprecated', 'beta'],
    ['redirected', 'beta'],
    ['redirected', null],
  ] as const)('redirects a model that is %s to %s from its date on', (state, routesTo) => {
    const facts = factsOf('alpha', { lifecycle: lifecycleOf({ state, shutdownAt: END, routesTo }) });
    expect(lifecycleAt(facts, END_MS - 1)).toBe('live');
    expect(lifecycleAt(facts, END_MS)).toBe('redirected');
  });
});
