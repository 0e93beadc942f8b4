import { startSimulator, type Simulator } from '../simulator.server';
import { outcomeOf, type RefusalCase } from '../testing/refusal-table';
import { userSays, WEATHER_TOOL } from '../testing/vendor-client';
import { defaultEffort, effortsOf } from './openai-reasoning';

const tools = [WEATHER_TOOL];
const toolResult = { role: 'tool', tool_call_id: 'call_1', content: 'done' };
const caller = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
};

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe('openai', () => {
  it.each<RefusalCase>([
    ['takes temperature, penalties and stop on gpt-4o', { temperature: 0.2, presence_penalty: 1, stop: 'x' }, 200],
    ['takes max_tokens on gpt-4o', { max_tokens: 5 }, 200],
    ['takes a dated snapshot', { model: 'gpt-4o-2024-08-06' }, 200],
    ['takes the developer role', { messages: [{ role: 'developer', content: 'be brief' }, ...userSays('hi')] }, 200],
    ['refuses an unknown role', { messages: [{ role: 'robot', content: 'hi' }] }, 400, /messages\[0\]\.role/],
    [
      'refuses max_tokens on o-series',
      { model: 'o3', max_tokens: 5 },
      400,
      /"param":"max_tokens","code":"unsupported_parameter"/,
    ],
    ['refuses max_tokens on gpt-5', { model: 'gpt-5', max_tokens: 5 }, 400, /max_completion_tokens/],
    ['refuses max_tokens on gpt-6.1', { model: 'gpt-6.1-terra', max_tokens: 5 }, 400],
    ['refuses temperature on gpt-5', { model: 'gpt-5', temperature: 0.2 }, 400, /"code":"unsupported_value"/],
    ['takes the neutral temperature on gpt-5', { model: 'gpt-5', temperature: 1 }, 200],
    ['refuses top_p on gpt-5.5', { model: 'gpt-5.5', top_p: 0.5 }, 400],
    ['refuses penalties on o3', { model: 'o3', frequency_penalty: 1 }, 400],
    ['refuses logprobs on gpt-5', { model: 'gpt-5', logprobs: true }, 400, /unsupported_parameter/],
    ['takes temperature on gpt-5.2, which does not reason by itself', { model: 'gpt-5.2', temperature: 0.2 }, 200],
    [
      'refuses temperature on gpt-5.2 that reasons',
      { model: 'gpt-5.2', temperature: 0.2, reasoning_effort: 'low' },
      400,
    ],
    [
      'takes temperature on gpt-5.5 with effort none',
      { model: 'gpt-5.5', temperature: 0.2, reasoning_effort: 'none' },
      200,
    ],
    ['refuses an effort on gpt-4o', { reasoning_effort: 'low' }, 400, /Unrecognized request argument/],
    ['refuses effort none on gpt-5', { model: 'gpt-5', reasoning_effort: 'none' }, 400],
    ['refuses effort minimal on gpt-5.4', { model: 'gpt-5.4', reasoning_effort: 'minimal' }, 400],
    ['refuses effort max before gpt-5.6', { model: 'gpt-5.5', reasoning_effort: 'max' }, 400],
    ['takes effort max from gpt-5.6', { model: 'gpt-5.6-sol', reasoning_effort: 'max' }, 200],
    ['takes effort xhigh from gpt-5.2', { model: 'gpt-5.2', reasoning_effort: 'xhigh' }, 200],
    ['refuses effort low on pro', { model: 'gpt-5.4-pro', reasoning_effort: 'low' }, 400],
    ['refuses temperature on pro, which always reasons', { model: 'gpt-5.4-pro', temperature: 0.2 }, 400],
    [
      'refuses a schema on pro',
      { model: 'gpt-5.4-pro', response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } },
      400,
      /json_schema/,
    ],
    ['takes tools on gpt-5.2 that reasons', { model: 'gpt-5.2', tools, reasoning_effort: 'high' }, 200],
    ['takes tools on gpt-5.4 by default', { model: 'gpt-5.4', tools }, 200],
    [
      'refuses tools on gpt-5.4 that reasons',
      { model: 'gpt-5.4', tools, reasoning_effort: 'low' },
      400,
      /\/v1\/responses/,
    ],
    ['refuses tools on gpt-5.6 by default', { model: 'gpt-5.6-luna', tools }, 400, /\/v1\/responses/],
    ['takes tools on gpt-5.6 with effort none', { model: 'gpt-5.6-luna', tools, reasoning_effort: 'none' }, 200],
    [
      'refuses a tool result without its call',
      { messages: [...userSays('hi'), toolResult] },
      400,
      /preceding message with 'tool_calls'/,
    ],
    ['takes a tool result after its call', { messages: [...userSays('hi'), caller, toolResult] }, 200],
    ['refuses JSON mode without the word', { response_format: { type: 'json_object' } }, 400, /'json'/],
    ['refuses stream_options without a stream', { stream_options: { include_usage: true } }, 400, /stream_options/],
    ['does not know a model', { model: 'gpt-9' }, 404, /"code":"model_not_found"/],
    ['lets an ended model live on under sim-', { model: 'sim-o1', max_completion_tokens: 50 }, 200],
    ['keeps the rules of the name behind sim-', { model: 'sim-o1', max_tokens: 5 }, 400],
  ])('%s', async (_why, change, status, words = /./) => {
    const outcome = await outcomeOf(simulator, 'openai', { model: 'gpt-4o', ...change });
    expect(outcome).toEqual({ status, text: expect.stringMatching(words) as string });
  });
});

describe('defaultEffort', () => {
  it.each([
    ['gpt-4o', 'none'],
    ['o3', 'medium'],
    ['gpt-5-mini', 'medium'],
    ['gpt-5.1', 'none'],
    ['gpt-5.4-nano', 'none'],
    ['gpt-5.4-pro', 'medium'],
    ['gpt-5.5', 'medium'],
    ['gpt-6-astra', 'medium'],
  ])('of %s is %s', (model, effort) => {
    expect(defaultEffort(model)).toBe(effort);
  });
});

describe('effortsOf', () => {
  it.each([
    ['gpt-4o', []],
    ['o3', ['low', 'medium', 'high']],
    ['gpt-5', ['minimal', 'low', 'medium', 'high']],
    ['gpt-5.1', ['none', 'low', 'medium', 'high']],
    ['gpt-5.2', ['none', 'low', 'medium', 'high', 'xhigh']],
    ['gpt-5.4', ['none', 'low', 'medium', 'high', 'xhigh']],
    ['gpt-5.4-pro', ['medium', 'high', 'xhigh']],
    ['gpt-6.1-terra', ['none', 'low', 'medium', 'high', 'xhigh', 'max']],
  ])('%s', (model, efforts) => {
    expect(effortsOf(model)).toEqual(efforts);
  });
});
