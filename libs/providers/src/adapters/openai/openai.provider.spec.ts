import type { ChatCompletionRequest } from '@app/contracts';
import { bundledProvider } from '../../testing/bundled-provider';
import { sentBy } from '../../testing/sent-by';

const openai = bundledProvider('openai');

const sent = (model: string, request: Partial<ChatCompletionRequest>) => sentBy(openai, model, request);
const tools = [{ type: 'function', function: { name: 'f', strict: true, parameters: { type: 'object' } } }];
const SCHEMA = { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } };
const PENALTIES = { presence_penalty: 0, frequency_penalty: 1, logit_bias: { 5: 1 } };
const SAMPLING = { temperature: 0.2, top_p: 0.5, ...PENALTIES, logprobs: true, top_logprobs: 2 };

describe('requests to OpenAI', () => {
  it.each<[string, string, Partial<ChatCompletionRequest>]>([
    ['everything on a model that does not reason', 'gpt-4o', { ...SAMPLING, max_tokens: 5, tools, seed: 1 }],
    ['sampling while nothing is reasoned by default', 'gpt-5.2', SAMPLING],
    ['sampling with effort none', 'gpt-5.5', { ...SAMPLING, reasoning_effort: 'none' }],
    ['an effort it knows', 'gpt-5.6-sol', { reasoning_effort: 'max', tools }],
    ['the developer role', 'gpt-5', { messages: [{ role: 'developer', content: 'x' }] }],
    ['a schema', 'gpt-5', { response_format: SCHEMA }],
    ['sampling that is null', 'gpt-5', { temperature: null }],
    ['anything on a model without facts', 'gpt-99', { ...SAMPLING, max_tokens: 5, reasoning_effort: 'ultra' }],
  ])('pass byte for byte: %s', (_, model, request) => {
    expect(sent(model, request)).toMatchObject({ isUntouched: true, adjusted: [] });
  });

  it.each(['gpt-5', 'gpt-5.4', 'o3'])('trap 15: %s is given max_completion_tokens alone', (model) => {
    const { body, adjusted } = sent(model, { max_tokens: 50 });
    expect(body).toMatchObject({ max_completion_tokens: 50 });
    expect(body).not.toHaveProperty('max_tokens');
    expect(adjusted).toEqual(['max_completion_tokens', 'max_tokens']);
    expect(sent(model, { max_tokens: 50, max_completion_tokens: 9 }).body).toMatchObject({ max_completion_tokens: 9 });
  });

  it.each<[string, Partial<ChatCompletionRequest>]>([
    ['gpt-5', {}],
    ['gpt-5', { reasoning_effort: 'none' }],
    ['o3', {}],
    ['gpt-5.5', {}],
    ['gpt-5.2', { reasoning_effort: 'low' }],
    // Of which not even the default effort is known.
    ['gpt-6-sol', {}],
  ])('trap 16: %s with %j is not told how to sample, and the caller is told so', (model, request) => {
    const { body, adjusted } = sent(model, { ...SAMPLING, ...request });
    for (const field of Object.keys(SAMPLING)) expect(body).not.toHaveProperty(field);
    expect(adjusted).toEqual(expect.arrayContaining(Object.keys(SAMPLING)));
  });

  it('keeps sampling that an effort allows which had to be set right first', () => {
    const { body, adjusted } = sent('gpt-5.4-pro', { reasoning_effort: 'none', stop: 'x' });
    expect(body).toMatchObject({ reasoning_effort: 'medium', stop: 'x' });
    expect(adjusted).toEqual(['reasoning_effort']);
  });

  it.each([
    ['gpt-5', 'none', 'minimal'],
    ['gpt-5.1', 'minimal', 'low'],
    ['gpt-5.1', 'xhigh', 'high'],
    ['o3', 'max', 'high'],
    ['gpt-5.4', 'max', 'xhigh'],
    ['gpt-4o', 'low', undefined],
  ])('%s asked for effort %s gets %s', (model, asked, given) => {
    const { body, adjusted } = sent(model, { reasoning_effort: asked });
    expect(body['reasoning_effort']).toBe(given);
    expect(adjusted).toEqual(['reasoning_effort']);
  });

  it('tells older models by system what newer ones are told by developer', () => {
    const { body, adjusted } = sent('gpt-4o', { messages: [{ role: 'developer', content: 'x' }] });
    expect(body['messages']).toEqual([{ role: 'system', content: 'x' }]);
    expect(adjusted).toEqual(['messages']);
  });

  it('puts a schema in words where the model takes none', () => {
    const { body, adjusted } = sent('gpt-5.4-pro', { response_format: SCHEMA });
    expect(body).toMatchObject({ response_format: { type: 'json_object' }, messages: [{ role: 'system' }, {}] });
    expect(adjusted).toEqual(['messages', 'response_format']);
  });
});
