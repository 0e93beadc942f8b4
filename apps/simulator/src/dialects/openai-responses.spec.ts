import { objectFrom, objectsIn, type JsonObject } from '../json-object';
import { startSimulator, type Simulator } from '../simulator.server';
import { eventsIn, vendorClient } from '../testing/vendor-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.clear());
afterAll(() => simulator.close());

const client = vendorClient(() => simulator, 'openai');
const ask = (change: object = {}, control?: string) =>
  client.post('/responses', { model: 'gpt-5.5', input: 'What do otters eat?', ...change }, { control });
const tools = [
  {
    type: 'function',
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
];
const messageText = (body: JsonObject): unknown =>
  objectsIn(objectsIn(body.output).find(({ type }) => type === 'message')?.content)[0]?.text;

describe('responses', () => {
  it('answers with reasoning, a message and a usage that adds up', async () => {
    const { status, body } = await ask();
    const usage = objectFrom(body.usage);
    expect(status).toBe(200);
    expect(body).toMatchObject({ object: 'response', status: 'completed', model: 'gpt-5.5' });
    expect(objectsIn(body.output).map(({ type }) => type)).toEqual(['reasoning', 'message']);
    expect(messageText(body)).toMatch(/otters eat\?$/);
    expect(usage.total_tokens).toBe(Number(usage.input_tokens) + Number(usage.output_tokens));
    expect(simulator.requests[0]?.tokensSent).toBe(usage.output_tokens);
  });

  it('streams the same with running numbers and a terminal event, without [DONE]', async () => {
    const plain = await ask();
    const { text } = await ask({ stream: true });
    const events = eventsIn(text);
    const names = [...text.matchAll(/^event: (.+)$/gm)].map((match) => match[1]);
    expect(names).toEqual(events.map(({ type }) => type));
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
    expect(events[0]?.type).toBe('response.created');
    expect(
      events
        .filter(({ type }) => type === 'response.output_text.delta')
        .map(({ delta }) => delta)
        .join(''),
    ).toBe(messageText(plain.body));
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { usage: plain.body.usage } });
    expect(text).not.toContain('[DONE]');
    expect(simulator.requests[1]?.tokensSent).toBe(simulator.requests[0]?.tokensSent);
  });

  it('calls a tool while it reasons, in both ways', async () => {
    const input = [{ role: 'user', content: [{ type: 'input_text', text: 'use the tool' }] }];
    const { body } = await ask({ input, tools });
    expect(objectsIn(body.output).at(-1)).toMatchObject({
      type: 'function_call',
      name: 'get_weather',
      arguments: '{"city":"x"}',
    });
    const events = eventsIn((await ask({ input, tools, stream: true })).text);
    expect(
      events
        .filter(({ type }) => type === 'response.function_call_arguments.delta')
        .map(({ delta }) => delta)
        .join(''),
    ).toBe('{"city":"x"}');
  });

  it('quotes the output of a tool', async () => {
    const input = [
      { role: 'user', content: 'use the tool' },
      { type: 'function_call', call_id: 'c', name: 'get_weather', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c', output: 'rain' },
    ];
    expect(messageText((await ask({ input, tools })).body)).toBe('The tool returned: rain');
  });

  it('is incomplete at the limit', async () => {
    expect((await ask({ max_output_tokens: 18 })).body).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    });
    expect(eventsIn((await ask({ max_output_tokens: 18, stream: true })).text).at(-1)?.type).toBe(
      'response.incomplete',
    );
  });

  it('answers JSON by schema, under instructions', async () => {
    const format = {
      type: 'json_schema',
      name: 'a',
      schema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
    };
    expect(JSON.parse(String(messageText((await ask({ text: { format }, instructions: 'Be brief.' })).body)))).toEqual({
      n: 1,
    });
  });

  it('fails in mid-stream with response.failed', async () => {
    expect(eventsIn((await ask({ stream: true }, 'errorevent=3')).text).at(-1)).toMatchObject({
      type: 'response.failed',
      sequence_number: 3,
      response: { status: 'failed' },
    });
  });

  it.each([
    [{ model: undefined }, 400],
    [{ model: 'o1' }, 404],
    [{ input: [] }, 400],
    [{ temperature: 0.2 }, 400],
    [{ temperature: 0.2, reasoning: { effort: 'none' } }, 200],
    [{ temperature: 0.2, model: 'gpt-4o' }, 200],
  ])('%j gives %s', async (change, status) => {
    expect((await ask(change)).status).toBe(status);
  });
});
