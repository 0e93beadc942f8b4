import { factsOf, lifecycleOf } from '../../../../catalog/src/testing/facts';
import { withPossibleEffort } from './known-effort';

const ask = (effort: string | null = 'none') => ({ model: 'm', messages: [], reasoning_effort: effort });
const bare = { model: 'm', messages: [] };
const REFUSES_NONE = { requestFlags: { reasoning_effort_none: 'rejected' } };
const REFUSES_ALL = { requestFlags: { reasoning_effort: 'rejected on the original model' } };

describe('withPossibleEffort', () => {
  it('takes the least effort for none where that is refused and the others are known', () => {
    const facts = factsOf('known', { ...REFUSES_NONE, reasoningEffortValues: ['low', 'high'] });
    expect(withPossibleEffort(ask(), facts)).toEqual({ ...bare, reasoning_effort: 'low' });
  });

  it('leaves none out where that is refused and the others are not known', () => {
    const facts = factsOf('unknown', REFUSES_NONE);
    expect(withPossibleEffort(ask(), facts)).toEqual(bare);
    const high = ask('high');
    expect(withPossibleEffort(high, facts)).toBe(high);
  });

  it('leaves every effort out where all are refused, unless another model answers', () => {
    expect(withPossibleEffort(ask('high'), factsOf('own', REFUSES_ALL))).toEqual(bare);
    const redirected = factsOf('other', { ...REFUSES_ALL, lifecycle: lifecycleOf({ state: 'redirected' }) });
    const high = ask('high');
    expect(withPossibleEffort(high, redirected)).toBe(high);
  });

  it('leaves a model without facts, and no effort, alone', () => {
    const request = ask();
    expect(withPossibleEffort(request, undefined)).toBe(request);
    const none = ask(null);
    expect(withPossibleEffort(none, factsOf('known', { reasoningEffortValues: ['low'] }))).toBe(none);
  });
});
