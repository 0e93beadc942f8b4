import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { bundledProvider } from '../../testing/bundled-provider';
import { servedByResponses } from './served-by-responses';

const models = bundledProvider('openai').models;
const facts = (id: string): ModelFacts | undefined => models.find((model) => model.id === id);
const asking = (fields: object): ChatCompletionRequest => ({ model: 'm', messages: [], ...fields });
const tools = [{ type: 'function', function: { name: 'a' } }];

describe('servedByResponses', () => {
  it.each<[string, object, 'responses' | undefined]>([
    ['gpt-5.4', { tools }, undefined],
    ['gpt-5.4', { tools, reasoning_effort: 'low' }, 'responses'],
    ['gpt-5.4', { functions: [{ name: 'a' }], reasoning_effort: 'low' }, 'responses'],
    ['gpt-5.4', { tools: [], reasoning_effort: 'low' }, undefined],
    ['gpt-5.4', { reasoning_effort: 'high' }, undefined],
    ['gpt-5.4', { tools: 'x', reasoning_effort: 'high' }, undefined],
    ['gpt-5.5', { tools }, 'responses'],
    ['gpt-5.5', { tools, reasoning_effort: null }, 'responses'],
    ['gpt-5.5', { tools, reasoning_effort: 'none' }, undefined],
    ['gpt-5.5', {}, undefined],
    ['gpt-4o', { tools, reasoning_effort: 'high' }, undefined],
    ['gpt-5', { tools, reasoning_effort: 'high' }, undefined],
  ])('%s asked with %j goes to %s', (id, fields, dialect) => {
    expect(facts(id)).toBeDefined();
    expect(servedByResponses(asking(fields), facts(id))).toBe(dialect);
  });

  it('takes a model that has no chat there whatever it is asked', () => {
    const alone = models.filter(({ endpoints }) => endpoints.includes('responses') && !endpoints.includes('chat'));
    expect(alone.length).toBeGreaterThan(0);
    expect(alone.map((model) => servedByResponses(asking({}), model))).toEqual(alone.map(() => 'responses'));
  });

  it('knows nothing of a model without facts', () => {
    expect(servedByResponses(asking({ tools }), undefined)).toBeUndefined();
  });
});
