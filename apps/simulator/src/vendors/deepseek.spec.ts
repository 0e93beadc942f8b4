import { startSimulator, type Simulator } from '../simulator.server';
import { outcomeOf, type RefusalCase } from '../testing/refusal-table';
import { userSays, WEATHER_TOOL } from '../testing/vendor-client';

const tools = [WEATHER_TOOL];
const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } };
const off = { thinking: { type: 'disabled' } };
const turns = (assistant: object): unknown[] => [
  ...userSays('hi'),
  { role: 'assistant', content: '', ...assistant },
  { role: 'tool', tool_call_id: 'call_1', content: 'x' },
];
const picture = [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] }];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe('deepseek', () => {
  it.each<RefusalCase>([
    ['takes the efforts it maps', { reasoning_effort: 'xhigh' }, 200],
    ['refuses effort none', { reasoning_effort: 'none' }, 422],
    [
      'refuses the developer role',
      { messages: [{ role: 'developer', content: 'x' }] },
      422,
      /unknown variant `developer`/,
    ],
    ['refuses an unknown role', { messages: [{ role: 'robot', content: 'x' }] }, 422],
    ['refuses a temperature out of range', { temperature: 3 }, 422, /"code":"invalid_request_error"/],
    ['refuses a top_p out of range', { top_p: 0 }, 422],
    ['refuses no tokens at all', { max_tokens: 0 }, 422],
    ['ignores temperature while thinking', { temperature: 0.2 }, 200],
    [
      'refuses json_schema',
      { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } },
      400,
      /unavailable/,
    ],
    ['refuses JSON mode without the word', { response_format: { type: 'json_object' } }, 400],
    ['refuses a required tool while thinking', { tools, tool_choice: 'required' }, 400, /Thinking mode/],
    [
      'refuses a named tool while thinking',
      { tools, tool_choice: { type: 'function', function: { name: 'get_weather' } } },
      400,
    ],
    ['takes a required tool when not thinking', { ...off, tools, tool_choice: 'required' }, 200, /tool_calls/],
    ['refuses log probabilities while thinking', { logprobs: true }, 400, /logprobs/],
    ['takes log probabilities when not thinking', { ...off, logprobs: true }, 200],
    [
      'refuses a tool turn without its reasoning',
      { tools, messages: turns({ tool_calls: [call] }) },
      400,
      /reasoning_content/,
    ],
    ['takes an empty reasoning', { tools, messages: turns({ tool_calls: [call], reasoning_content: '' }) }, 200],
    [
      'takes a tool turn without reasoning when not thinking',
      { ...off, tools, messages: turns({ tool_calls: [call] }) },
      200,
    ],
    [
      'wants the reasoning of plain turns too once tools are in play',
      { tools, messages: [...userSays('hi'), { role: 'assistant', content: 'yes' }, ...userSays('go')] },
      400,
    ],
    [
      'does not miss the reasoning without tools',
      { messages: [...userSays('hi'), { role: 'assistant', content: 'yes' }, ...userSays('go')] },
      200,
    ],
    [
      'refuses a tool result without its call',
      { messages: [...userSays('hi'), { role: 'tool', tool_call_id: 'call_1', content: 'x' }] },
      400,
    ],
    ['takes pictures on flash', { messages: picture }, 200],
    ['refuses pictures on pro', { model: 'deepseek-v4-pro', messages: picture }, 400, /image_url/],
    ['has no model of that name', { model: 'deepseek-reasoner' }, 404, /Model Not Exist/],
    ['does not reason when told so', off, 200, /"reasoning_tokens":0/],
  ])('%s', async (_why, change, status, words = /./) => {
    const outcome = await outcomeOf(simulator, 'deepseek', { model: 'deepseek-flash', ...change });
    expect(outcome).toEqual({ status, text: expect.stringMatching(words) as string });
  });
});
