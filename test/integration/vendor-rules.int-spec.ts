import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { vendorClient, WEATHER_TOOL } from '../../apps/simulator/src/testing/vendor-client';
import type { VendorId } from '../../apps/simulator/src/vendor';
import { TestGateway } from '../support/test-gateway';

/** Requests that a vendor refuses, and that it answers when they come through the gateway. */
interface Rule {
  readonly vendor: VendorId;
  readonly model: string;
  readonly why: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the caller is told was changed. */
  readonly adjusted: readonly string[];
}

const USER = { role: 'user', content: 'What is the weather?' };
const DEVELOPER = { role: 'developer', content: 'Be brief.' };
const SCHEMA = { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } };
const tools = [WEATHER_TOOL];
const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } };
const TOOL_TURN = [
  USER,
  { role: 'assistant', content: null, tool_calls: [call] },
  { role: 'tool', tool_call_id: 'call_1', content: 'Rain' },
];
const toolWith = (parameters: unknown, extra: object = {}): object => ({
  tools: [{ type: 'function', function: { name: 'get_weather', parameters, ...extra } }],
});
const rulesOf =
  (vendor: VendorId) =>
  (model: string, why: string, fields: object, adjusted: readonly string[]): Rule => ({
    vendor,
    model,
    why,
    fields: { ...fields },
    adjusted,
  });

const openai = rulesOf('openai');
const deepseek = rulesOf('deepseek');
const moonshot = rulesOf('moonshot');
const grok = rulesOf('grok');
const ollama = rulesOf('ollama');

const RULES: readonly Rule[] = [
  openai('gpt-5', 'the old limit', { max_tokens: 50 }, ['max_completion_tokens', 'max_tokens']),
  openai('gpt-5', 'sampling', { temperature: 0.2, top_p: 0.5 }, ['temperature', 'top_p']),
  openai('gpt-5.5', 'log probabilities', { logprobs: true }, ['logprobs']),
  openai('gpt-5.2', 'sampling while reasoning', { temperature: 0.2, reasoning_effort: 'low' }, ['temperature']),
  openai('gpt-5', 'effort none', { reasoning_effort: 'none' }, ['reasoning_effort']),
  openai('gpt-4o', 'any effort', { reasoning_effort: 'low' }, ['reasoning_effort']),
  openai('gpt-5.4-pro', 'a schema', { response_format: SCHEMA }, ['messages', 'response_format']),
  deepseek('deepseek-flash', 'effort none', { reasoning_effort: 'none' }, ['messages', 'reasoning_effort', 'thinking']),
  deepseek('deepseek-flash', 'developers', { messages: [DEVELOPER, USER] }, ['messages']),
  deepseek('deepseek-flash', 'a schema', { response_format: SCHEMA }, ['messages', 'response_format']),
  deepseek('deepseek-flash', 'unnamed JSON', { response_format: { type: 'json_object' } }, ['messages']),
  deepseek('deepseek-flash', 'a forced tool', { tools, tool_choice: 'required' }, ['messages', 'thinking']),
  deepseek('deepseek-flash', 'a lost reasoning', { tools, messages: TOOL_TURN }, ['messages']),
  deepseek('deepseek-v4-pro', 'log probabilities', { logprobs: true }, ['logprobs', 'messages']),
  moonshot('kimi-k2.6', 'sampling', { temperature: 0.2, top_p: 0.5, n: 2 }, ['n', 'temperature', 'top_p']),
  moonshot('kimi-k3', 'sampling', { temperature: 0.6 }, ['temperature']),
  moonshot('kimi-k3', 'effort none', { reasoning_effort: 'none' }, ['reasoning_effort']),
  moonshot('kimi-k2.6', 'developers', { messages: [DEVELOPER, USER] }, ['messages']),
  moonshot('kimi-k2.6', 'a required tool', { tools, tool_choice: 'required' }, ['tool_choice']),
  moonshot('kimi-k2.6', 'a lost reasoning', { tools, messages: TOOL_TURN }, ['messages']),
  moonshot('kimi-k2.6', 'a strict tool', toolWith({ type: 'object' }, { strict: true }), ['tools']),
  moonshot('kimi-k2.6', 'a root without a type', toolWith({ properties: {} }), ['tools']),
  moonshot('kimi-k2.6', 'branches', toolWith({ type: 'object', anyOf: [{ required: [] }] }), ['tools']),
  moonshot('kimi-k2.6', 'tuples', toolWith({ type: 'object', properties: { a: { items: [{}] } } }), ['tools']),
  moonshot(
    'kimi-k2.6',
    '$schema',
    { response_format: { type: 'json_schema', json_schema: { schema: { $schema: 'x', type: 'object' } } } },
    ['response_format'],
  ),
  grok('grok-4.5', 'a penalty of 0', { presence_penalty: 0 }, ['presence_penalty']),
  grok('grok-4.3', 'stop', { stop: ['x'] }, ['stop']),
  grok('grok-4.5', 'developers', { messages: [DEVELOPER, USER] }, ['messages']),
  grok('grok-4.5', 'effort none', { reasoning_effort: 'none' }, ['reasoning_effort']),
  grok('grok-4.20-0309-reasoning', 'any effort', { reasoning_effort: 'low' }, ['reasoning_effort']),
  ollama('llama3.2:latest', 'developers', { messages: [DEVELOPER, USER] }, ['messages']),
];

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

describe.each(RULES)('$vendor refuses $why on $model', ({ vendor, model, fields, adjusted }) => {
  it('when it is asked directly', async () => {
    const { status } = await vendorClient(() => simulator, vendor).chat({ model, messages: [USER], ...fields });
    expect([400, 422]).toContain(status);
  });

  it('but not through the gateway, which says what it changed', async () => {
    const answer = await gateway.chat({ model, messages: [USER], ...fields });
    expect({ status: answer.status, error: answer.body.error }).toEqual({ status: 200, error: undefined });
    expect(answer.headers.get('x-gophergate-adjusted')?.split(',').sort()).toEqual(adjusted);
  });

  it('nor as a stream', async () => {
    const { status, isDone, error } = await gateway.stream({ model, messages: [USER], ...fields });
    expect({ status, isDone, error }).toEqual({ status: 200, isDone: true, error: undefined });
  });
});
