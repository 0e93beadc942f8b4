import { factsOf } from '../../../../../catalog/src/testing/facts';
import { withKnownEffort } from './known-effort';

const ask = (effort: unknown) => ({ model: 'm', messages: [], reasoning_effort: effort as string });
const reasoning = factsOf('r', { supports: { reasoning: true }, reasoningEffortValues: ['low', 'high'] });

describe('withKnownEffort', () => {
  it('takes the nearest value the model knows', () => {
    expect(withKnownEffort(ask('xhigh'), reasoning).reasoning_effort).toBe('high');
  });

  it('leaves the effort out for a model that does not reason', () => {
    const plain = factsOf('p', { supports: { reasoning: false } });
    expect(withKnownEffort(ask('low'), plain)).toEqual({ model: 'm', messages: [] });
  });

  it.each<[string, unknown, Parameters<typeof withKnownEffort>[1]]>([
    ['a known value', 'low', reasoning],
    ['no effort', undefined, reasoning],
    ['null', null, reasoning],
    ['nonsense', 7, reasoning],
    ['a model without facts', 'xhigh', undefined],
    ['a model whose values are not known', 'xhigh', factsOf('u', { supports: { reasoning: true } })],
    ['a model of which it depends', 'xhigh', factsOf('d', { supports: { reasoning: 'per model' } })],
  ])('leaves alone: %s', (_, effort, facts) => {
    const request = ask(effort);
    expect(withKnownEffort(request, facts)).toBe(request);
  });
});
