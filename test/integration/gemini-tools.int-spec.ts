import type { ChatMessage } from '@app/contracts';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TestGateway } from '../support/test-gateway';

const MODEL = 'gemini/gemini-3.8-flash';
const tools = [
  {
    type: 'function',
    function: {
      name: 'get weather',
      parameters: {
        type: 'object',
        properties: { city: { $ref: '#/$defs/city' } },
        required: ['city'],
        $defs: { city: { type: 'string' } },
      },
    },
  },
];

let simulator: Simulator;
let gateway: TestGateway;
beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator, vendors: ['gemini'] });
});
beforeEach(() => simulator.clear());
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

interface Choice {
  message: ChatMessage;
  finish_reason: string;
}

async function firstChoice(messages: ChatMessage[], model = MODEL): Promise<Choice> {
  const { status, body } = await gateway.chat({ model, messages, tools });
  expect({ status, body }).toMatchObject({ status: 200 });
  return (body as { choices: Choice[] }).choices[0] as Choice;
}

describe('a tool loop with Gemini', () => {
  const question: ChatMessage = { role: 'user', content: 'Use the tools in parallel' };
  const resultsOf = ({ tool_calls: calls = [] }: ChatMessage): ChatMessage[] =>
    calls.map(({ id }): ChatMessage => ({ role: 'tool', tool_call_id: id ?? '', content: '{"$ref":"rain"}' }));

  it.each<[string, (message: ChatMessage) => ChatMessage]>([
    ['that echoes the message as it came', (message) => message],
    [
      'that echoes only standard fields',
      ({ role, content, tool_calls: calls = [] }) => ({
        role,
        content,
        tool_calls: calls.map(({ id, type, function: called }) => ({ id, type, function: called })),
      }),
    ],
  ])('goes on with a client %s', async (_, echo) => {
    const first = await firstChoice([question]);
    expect(first).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: null, tool_calls: [{ function: { name: 'get weather', arguments: '{"city":"x"}' } }, {}] },
    });
    const second = await firstChoice([question, echo(first.message), ...resultsOf(first.message)]);
    expect(second).toMatchObject({ finish_reason: 'stop' });
    expect(second.message.content).toMatch(/^The tool returned: /);
  });

  it.each(['odd=noids', 'odd=partialargs', 'odd=twofinishes', 'odd=thoughts', 'array=1', 'chunk=7'])(
    'streams its calls with %s',
    async (control) => {
      simulator.control(control, { vendor: 'gemini', times: 1 });
      const { chunks } = await gateway.stream({ model: MODEL, messages: [question], tools });
      const text = JSON.stringify(chunks);
      expect(text).toContain('"finish_reason":"tool_calls"');
      expect(text).toContain('"name":"get weather"');
    },
  );

  it.each([
    ['odd=safety', 'content_filter'],
    ['odd=blocked', 'content_filter'],
    ['odd=blocked-silently', 'content_filter'],
    ['odd=maxtokens', 'length'],
  ])('%s ends with %s', async (control, reason) => {
    simulator.control(control, { vendor: 'gemini', times: 1 });
    expect(await firstChoice([question])).toMatchObject({ finish_reason: reason, message: { content: null } });
  });

  it('asks once more when the model got its call wrong, streamed or not', async () => {
    simulator.control('odd=malformed', { vendor: 'gemini', times: 1 });
    expect(await firstChoice([question])).toMatchObject({ finish_reason: 'tool_calls' });
    expect(simulator.requests).toHaveLength(2);

    simulator.control('odd=malformed', { vendor: 'gemini', times: 1 });
    const streamed = await gateway.stream({ model: MODEL, messages: [question], tools });
    expect(streamed).toMatchObject({ status: 200, isDone: true, error: undefined });
    expect(simulator.requests).toHaveLength(4);
  });

  it('says so when the model got its call wrong every time', async () => {
    simulator.control('odd=malformed', { vendor: 'gemini' });
    const { status, body } = await gateway.chat({ model: MODEL, messages: [question], tools });
    expect({ status, body }).toMatchObject({ status: 502, body: { error: { code: 'provider_malformed_tool_call' } } });
  });
});
