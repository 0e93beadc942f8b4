import { startSimulator, type Simulator } from '../simulator.server';
import { outcomeOf, type RefusalCase } from '../testing/refusal-table';
import { userSays, WEATHER_TOOL } from '../testing/vendor-client';

const tools = [WEATHER_TOOL];
const off = { thinking: { type: 'disabled' } };
const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } };
const turns = (assistant: object): unknown[] => [
  ...userSays('hi'),
  { role: 'assistant', content: '', tool_calls: [call], ...assistant },
  { role: 'tool', tool_call_id: 'call_1', content: 'x' },
];
const withParameters = (parameters: unknown, extra: object = {}): Record<string, unknown> => ({
  tools: [{ type: 'function', function: { name: 'a', parameters, ...extra } }],
});
const picture = (url: string): Record<string, unknown> => ({
  messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
});

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe('moonshot', () => {
  it.each<RefusalCase>([
    [
      'refuses any other temperature while thinking',
      { temperature: 0.2 },
      400,
      /^\{"error":\{"type":"invalid_request_error","message":"invalid temperature/,
    ],
    ['refuses the temperature of the other mode', { temperature: 0.6 }, 400],
    ['takes 1.0 while thinking', { temperature: 1 }, 200],
    ['refuses any other temperature when not thinking', { ...off, temperature: 1 }, 400],
    ['takes 0.6 when not thinking', { ...off, temperature: 0.6 }, 200],
    ['refuses top_p', { top_p: 0.5 }, 400],
    ['refuses n', { n: 2 }, 400],
    ['refuses penalties', { presence_penalty: 1 }, 400],
    ['takes any temperature on moonshot-v1', { model: 'moonshot-v1-8k', temperature: 0.2 }, 200],
    ['refuses the developer role', { messages: [{ role: 'developer', content: 'x' }] }, 400],
    ['refuses a required tool', { tools, tool_choice: 'required' }, 400, /tool_choice/],
    ['refuses effort none on k3', { model: 'kimi-k3', reasoning_effort: 'none' }, 400],
    ['refuses effort medium on k3', { model: 'kimi-k3', reasoning_effort: 'medium' }, 400],
    ['takes effort max on k3.1', { model: 'kimi-k3.1-pro', reasoning_effort: 'max' }, 200],
    ['cannot keep k3 from thinking', { model: 'kimi-k3', ...off }, 200, /reasoning_content/],
    ['refuses a tool turn without its reasoning', { tools, messages: turns({}) }, 400, /reasoning_content is missing/],
    ['takes a tool turn with its reasoning', { tools, messages: turns({ reasoning_content: 'x' }) }, 200],
    ['takes a tool turn without reasoning when not thinking', { ...off, tools, messages: turns({}) }, 200],
    ['refuses parameters that are no object', withParameters({ type: 'string' }), 400],
    [
      'refuses type beside anyOf',
      withParameters({ type: 'object', properties: { a: { type: 'string', anyOf: [{ type: 'string' }] } } }),
      400,
      /anyOf/,
    ],
    [
      'refuses tuples by their old name',
      withParameters({ type: 'object', properties: { a: { items: [{ type: 'string' }] } } }),
      400,
      /prefixItems/,
    ],
    [
      'takes them by their new name',
      withParameters({ type: 'object', properties: { a: { prefixItems: [{ type: 'string' }] } } }),
      200,
    ],
    ['refuses strict tools', withParameters({ type: 'object' }, { strict: true }), 400, /strict/],
    [
      'refuses $schema',
      { response_format: { type: 'json_schema', json_schema: { schema: { $schema: 'x', type: 'object' } } } },
      400,
      /\$schema/,
    ],
    [
      'takes json_schema',
      {
        response_format: {
          type: 'json_schema',
          json_schema: { schema: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } },
        },
      },
      200,
      /\{\\"a\\":\\"x\\"\}/,
    ],
    ['refuses a picture from afar', picture('https://example.com/a.png'), 400],
    ['takes a picture inside', picture('data:image/png;base64,AAAA'), 200],
    ['takes a picture of its own store', picture('ms://file'), 200],
    ['has no model of that name', { model: 'kimi-k2-thinking' }, 404, /resource_not_found_error/],
  ])('%s', async (_why, change, status, words = /./) => {
    const outcome = await outcomeOf(simulator, 'moonshot', { model: 'kimi-k2.6', ...change });
    expect(outcome).toEqual({ status, text: expect.stringMatching(words) as string });
  });
});
