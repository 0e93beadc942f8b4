import { objectsIn } from '../json-object';
import { startSimulator, type Simulator } from '../simulator.server';
import { outcomeOf, type RefusalCase } from '../testing/refusal-table';
import { WEATHER_TOOL } from '../testing/vendor-client';

const picture = (url: string): Record<string, unknown> => ({
  messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
});

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe('ollama', () => {
  it.each<RefusalCase>([
    ['takes sampling', { temperature: 0.2, presence_penalty: 1, stop: 'x' }, 200],
    ['refuses the developer role', { messages: [{ role: 'developer', content: 'x' }] }, 400],
    ['refuses a picture from afar', picture('http://example.com/a.png'), 400, /invalid image input/],
    ['takes a picture inside', picture('data:image/png;base64,AAAA'), 200],
    ['ignores a required tool', { tools: [WEATHER_TOOL], tool_choice: 'required' }, 200, /"finish_reason":"stop"/],
    ['ignores n', { n: 3 }, 200, /^((?!"index":1).)*$/],
    ['thinks by effort', { model: 'qwen3', reasoning_effort: 'none' }, 200, /^((?!"reasoning").)*$/],
    ['has no model of that name', { model: 'missing:7b' }, 404, /"type":"not_found_error"/],
  ])('%s', async (_why, change, status, words = /./) => {
    const outcome = await outcomeOf(simulator, 'ollama', { model: 'llama3.2:latest', ...change });
    expect(outcome).toEqual({ status, text: expect.stringMatching(words) as string });
  });

  it('lists its models in its own API, without /v1', async () => {
    const body = (await (await fetch(`${simulator.url}/ollama/api/tags`)).json()) as { models: unknown };
    expect(objectsIn(body.models).map(({ name }) => name)).toContain('qwen3:latest');
    expect(objectsIn(body.models).every(({ digest }) => /^[0-9a-f]{64}$/.test(String(digest)))).toBe(true);
    expect((await fetch(`${simulator.url}/ollama/api/version`)).status).toBe(200);
  });
});
