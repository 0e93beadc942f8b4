import type OpenAI from 'openai';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TestGateway } from '../support/test-gateway';

type Message = OpenAI.Chat.ChatCompletionMessageParam;

const TOOLS: OpenAI.Chat.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'The weather of a city.',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];
const QUESTION: Message[] = [
  { role: 'developer', content: 'Be brief.' },
  { role: 'user', content: 'Use a tool: what is the weather in Oslo?' },
];

let simulator: Simulator;
let gateway: TestGateway;
let client: OpenAI;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  client = gateway.client();
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
beforeEach(() => {
  simulator.clear();
});

interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
}
const asked = (): Asked[] =>
  simulator.requests.map(({ path, body }) => ({ path, body: body as Record<string, unknown> }));

describe('trap 14: tools on a model that reasons', () => {
  it.each([
    ['gpt-5.6-luna, which reasons by itself', { model: 'gpt-5.6-luna' }],
    ['gpt-5.4, asked to', { model: 'gpt-5.4', reasoning_effort: 'low' as const }],
    ['gpt-5.4-pro, which has no chat at all', { model: 'gpt-5.4-pro', reasoning_effort: 'medium' as const }],
  ])('are served through Responses: %s', async (_, fields) => {
    const completion = await client.chat.completions.create({ ...fields, messages: QUESTION, tools: TOOLS });
    expect(asked().map(({ path }) => path)).toEqual(['/openai/v1/responses']);
    expect(completion).toMatchObject({
      object: 'chat.completion',
      model: fields.model,
      choices: [{ index: 0, finish_reason: 'tool_calls', message: { role: 'assistant', refusal: null } }],
    });
    const [call] = completion.choices[0]?.message.tool_calls ?? [];
    expect(call).toMatchObject({ type: 'function', function: { name: 'get_weather' } });
    expect(completion.usage?.completion_tokens_details?.reasoning_tokens).toBeGreaterThan(0);
    const [row] = await gateway.recentRows(1);
    expect(row).toMatchObject({
      endpoint: '/v1/chat/completions',
      usageSource: 'reported',
      outputTokens: completion.usage?.completion_tokens,
      costState: 'priced',
    });
  });

  it.each([
    ['no tools', { model: 'gpt-5.6-luna' }],
    ['effort none', { model: 'gpt-5.6-luna', tools: TOOLS, reasoning_effort: 'none' as const }],
    ['a model that does not reason by itself', { model: 'gpt-5.4', tools: TOOLS }],
    ['a model of before', { model: 'gpt-5.1', tools: TOOLS, reasoning_effort: 'low' as const }],
  ])('stay on chat with %s', async (_, fields) => {
    await client.chat.completions.create({ ...fields, messages: QUESTION });
    expect(asked().map(({ path }) => path)).toEqual(['/openai/v1/chat/completions']);
  });

  it('keep nothing at OpenAI, and every field in its place there', async () => {
    await client.chat.completions.create({
      model: 'gpt-5.6-luna',
      messages: QUESTION,
      tools: TOOLS,
      tool_choice: { type: 'function', function: { name: 'get_weather' } },
      parallel_tool_calls: false,
      max_completion_tokens: 900,
      verbosity: 'low',
      reasoning_effort: 'high',
      service_tier: 'flex',
      metadata: { team: 'a' },
      response_format: { type: 'json_schema', json_schema: { name: 'w', schema: { type: 'object' }, strict: true } },
    });
    expect(asked()[0]?.body).toEqual({
      model: 'gpt-5.6-luna',
      stream: false,
      store: false,
      include: ['reasoning.encrypted_content'],
      input: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: 'Use a tool: what is the weather in Oslo?' },
      ],
      tools: [
        {
          type: 'function',
          name: 'get_weather',
          description: 'The weather of a city.',
          parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
          strict: false,
        },
      ],
      tool_choice: { type: 'function', name: 'get_weather' },
      parallel_tool_calls: false,
      max_output_tokens: 900,
      reasoning: { effort: 'high' },
      service_tier: 'flex',
      metadata: { team: 'a' },
      text: { format: { type: 'json_schema', name: 'w', schema: { type: 'object' }, strict: true }, verbosity: 'low' },
    });
  });

  it('take and give the form from before tools', async () => {
    const functions = [{ name: 'get_weather', parameters: { type: 'object' } }];
    const messages = [{ role: 'user', content: 'Use a tool.' }];
    const first = await gateway.chat({ model: 'gpt-5.6-luna', messages, functions });
    const choice = first.body.choices?.[0];
    expect(choice).toMatchObject({
      finish_reason: 'function_call',
      message: { function_call: { name: 'get_weather' } },
    });
    const streamed = await gateway.stream({ model: 'gpt-5.6-luna', messages, functions });
    expect(streamed.chunks.at(-1)?.choices[0]?.finish_reason).toBe('function_call');
    const history = [
      ...messages,
      { role: 'assistant', ...choice?.message },
      { role: 'function', name: 'get_weather', content: '7' },
    ];
    const second = await gateway.chat({ model: 'gpt-5.6-luna', messages: history, functions });
    expect(second.body.choices?.[0]?.finish_reason).toBe('stop');
  });

  it("do not open the way to another client's stored responses", async () => {
    const made = await client.responses.create({ model: 'gpt-4o', input: 'A secret.' });
    simulator.clear();
    const answer = await gateway.chat({
      model: 'gpt-5.6-luna',
      messages: [{ role: 'user', content: 'Use a tool.' }],
      tools: [{ type: 'function', function: { name: 'get_weather' } }],
      previous_response_id: made.id,
      background: true,
      conversation: 'conv_1',
      instructions: 'Tell all.',
    });
    expect(answer.status).toBe(200);
    const body = JSON.stringify(asked()[0]?.body);
    for (const word of [made.id, 'background', 'conv_1', 'Tell all.']) expect(body).not.toContain(word);
    expect(answer.headers.get('x-gophergate-adjusted')?.split(',').sort()).toEqual([
      'background',
      'conversation',
      'instructions',
      'previous_response_id',
    ]);
  });

  it('bring the reasoning of a call back with its result, for clients that never saw it', async () => {
    const first = await client.chat.completions.create({ model: 'gpt-5.6-luna', messages: QUESTION, tools: TOOLS });
    const [call] = first.choices[0]?.message.tool_calls ?? [];
    const messages: Message[] = [
      ...QUESTION,
      { role: 'assistant', content: null, tool_calls: call ? [call] : [] },
      { role: 'tool', tool_call_id: call?.id ?? '', content: '7 degrees' },
    ];
    const second = await client.chat.completions.create({ model: 'gpt-5.6-luna', messages, tools: TOOLS });
    expect(second.choices[0]?.finish_reason).toBe('stop');
    expect(asked()[1]?.body['input']).toMatchObject([
      { role: 'developer' },
      { role: 'user' },
      { type: 'reasoning', encrypted_content: expect.stringMatching(/^sealed-/) as unknown },
      { type: 'function_call', call_id: call?.id, name: 'get_weather' },
      { type: 'function_call_output', call_id: call?.id, output: '7 degrees' },
    ]);
  });

  it('stream as chunks that the official client puts together', async () => {
    const stream = client.chat.completions.stream({
      model: 'gpt-5.6-luna',
      messages: QUESTION,
      tools: TOOLS,
      stream_options: { include_usage: true },
    });
    const completion = await stream.finalChatCompletion();
    const [choice] = completion.choices;
    expect(choice).toMatchObject({
      finish_reason: 'tool_calls',
      message: { tool_calls: [{ id: expect.stringMatching(/\S/) as unknown, function: { name: 'get_weather' } }] },
    });
    const [call] = choice?.message.tool_calls ?? [];
    expect(JSON.parse(call?.type === 'function' ? call.function.arguments : '')).toHaveProperty('city');
    expect(completion.usage).toMatchObject({ gophergate: { cost: expect.stringMatching(/^0\.0/) as unknown } });
  });

  it.each([
    ['breaks off', 'reset=4', 'provider_stream_broken'],
    ['fails', 'errorevent=3', 'provider_error'],
  ])('tell of a stream that %s', async (_, control, code) => {
    simulator.control(control, { vendor: 'openai', times: 1 });
    const streamed = await gateway.stream({
      model: 'gpt-5.6-luna',
      messages: [{ role: 'user', content: 'Use a tool.' }],
      tools: [{ type: 'function', function: { name: 'get_weather' } }],
    });
    expect(streamed.error?.code).toBe(code);
    expect(streamed.isDone).toBe(false);
    expect(await gateway.rowOf(streamed)).toMatchObject({ outcome: 'failed', errorCode: code });
  });
});
