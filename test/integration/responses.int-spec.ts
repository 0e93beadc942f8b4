import OpenAI from 'openai';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { Answer } from '../support/answer';
import { eventually } from '../support/eventually';
import { expectRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const INPUT = 'Explain quantum computing in one paragraph.';

let simulator: Simulator;
let gateway: TestGateway;
let client: OpenAI;
let stranger: OpenAI;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  client = gateway.client();
  const key = await gateway.createKey('stranger');
  stranger = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: key, maxRetries: 0 });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
beforeEach(() => {
  simulator.clear();
});

const create = (body: object): Promise<Answer> =>
  gateway.send('/v1/responses', { model: 'gpt-4o', input: INPUT, ...body });
const lastRow = async () => (await gateway.recentRows(1))[0];
const unbilled = { costNanoUsd: null, usageSource: null, freshInputTokens: null, outcome: 'completed' };

describe('a request', () => {
  it('of the original page works', async () => {
    const response = await client.responses.create({
      model: 'gpt-4o',
      input: INPUT,
      instructions: 'You are a helpful assistant.',
      temperature: 0.7,
      max_output_tokens: 500,
    });
    expect(response.output_text).toContain('simulated answer');
  });

  it('passes byte for byte, whatever stands in it', async () => {
    const body = '{ "model":"gpt-4o", "input" : "Hi",\n "brand_new": {"a":1.0},  "temperature":1e0 }';
    const answer = await gateway.ask('/v1/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(200);
    expect(simulator.requests[0]?.body).toEqual(JSON.parse(body));
    expect(Number(simulator.requests[0]?.headers['content-length'])).toBe(Buffer.byteLength(body));
  });

  it('is recorded with the usage of its answer, and priced', async () => {
    const answer = await create({});
    const { input_tokens: input, output_tokens: output } = answer.body.usage as Record<string, number>;
    expect(await gateway.rowOf(answer)).toMatchObject({
      endpoint: '/v1/responses',
      outcome: 'completed',
      usageSource: 'reported',
      freshInputTokens: input,
      outputTokens: output,
      costNanoUsd: (input ?? 0) * 2_500 + (output ?? 0) * 10_000,
      servedModel: 'gpt-4o',
    });
    expect(answer.headers.get('x-gophergate-cost')).not.toBeNull();
  });

  it.each([
    ['a provider without this API', 'gemini-3.5-flash', /"gemini"/],
    ['a prefixed one', 'deepseek/deepseek-v4-pro', /"deepseek"/],
    ['a group without a target that has it', 'heavy-logic', /"heavy-logic"/],
  ])('to %s is refused with its name', async (_, model, named) => {
    const error = expectRefusal(await create({ model }), 400, 'not_supported');
    expect(error.message).toMatch(named);
    expect(error.param).toBe('model');
    expect(simulator.requests).toEqual([]);
  });

  it('to a group goes to its first target that has it', async () => {
    const answer = await create({ model: 'fast-flow' });
    expect(answer.headers.get('x-gophergate-route')).toBe('fast-flow>gpt-5.4-nano');
  });

  it.each([
    ['no model', { model: undefined }, 'model'],
    ['a model that is no text', { model: 4 }, 'model'],
    ['stream as a word', { stream: 'yes' }, 'stream'],
    ['an id that is no text', { previous_response_id: 1 }, 'previous_response_id'],
  ])('with %s is refused', async (_, body, param) => {
    expect(expectRefusal(await create(body), 400).param).toBe(param);
  });
});

describe('a stream', () => {
  it('passes as it came, without [DONE]', async () => {
    const answer = await create({ stream: true });
    expect(answer.text).toMatch(/^event: response\.created\ndata: /);
    expect(answer.text).toMatch(/\n\nevent: response\.completed\ndata: .*\n\n$/);
    expect(answer.text).not.toContain('[DONE]');
    expect(await gateway.rowOf(answer)).toMatchObject({
      isStream: true,
      outcome: 'completed',
      usageSource: 'reported',
    });
  });

  it('is read by the official client', async () => {
    const stream = client.responses.stream({ model: 'gpt-5.4', input: INPUT });
    const response = await stream.finalResponse();
    expect(response.output_text).toContain('simulated answer');
  });

  it.each(['~reset=6', '~halfclose=6'])('trap 44: that dies (%s) ends with response.failed', async (control) => {
    const answer = await create({ model: `openai/gpt-4o${control}`, stream: true });
    const events = answer.text.split('\n\n').filter((event) => event !== '');
    expect(events.at(-1)).toMatch(/^event: response\.failed\ndata: /);
    const last = JSON.parse(events.at(-1)?.split('data: ')[1] ?? '') as Record<string, unknown>;
    expect(last).toMatchObject({
      type: 'response.failed',
      sequence_number: events.length - 1,
      response: { id: expect.stringMatching(/^resp_/) as unknown, status: 'failed', error: { code: 'server_error' } },
    });
    expect(await gateway.rowOf(answer)).toMatchObject({ outcome: 'failed', usageSource: 'estimated' });
  });

  it("whose provider says that it failed is recorded so, and the provider's own words pass", async () => {
    const answer = await create({ model: 'openai/gpt-4o~errorevent=3', stream: true });
    expect(answer.text.match(/event: response\.failed/g)).toHaveLength(1);
    expect(await gateway.rowOf(answer)).toMatchObject({ outcome: 'failed', errorCode: expect.any(String) as unknown });
  });
});

describe('a kept response', () => {
  it('is there for the client that made it', async () => {
    const made = await client.responses.create({ model: 'gpt-4o', input: INPUT });
    const read = await client.responses.retrieve(made.id, { include: ['message.output_text.logprobs'] });
    expect(read.output_text).toBe(made.output_text);
    expect(await lastRow()).toMatchObject({ ...unbilled, endpoint: '/v1/responses/{id}', sentModel: 'gpt-4o' });

    const items = await client.responses.inputItems.list(made.id, { limit: 5 });
    expect(items.data).toHaveLength(1);
    expect(simulator.requests.at(-1)?.path).toMatch(/input_items\?limit=5$/);

    await client.responses.create({ model: 'gpt-4o', input: 'Go on.', previous_response_id: made.id });
    await client.responses.delete(made.id);
    await expect(client.responses.retrieve(made.id)).rejects.toMatchObject({ status: 404 });
  });

  it('is nowhere for anybody else', async () => {
    const made = await client.responses.create({ model: 'gpt-4o', input: INPUT, background: true });
    simulator.clear();
    const missing = { status: 404, code: 'response_not_found' };
    await expect(stranger.responses.retrieve(made.id)).rejects.toMatchObject(missing);
    await expect(stranger.responses.cancel(made.id)).rejects.toMatchObject(missing);
    await expect(stranger.responses.delete(made.id)).rejects.toMatchObject(missing);
    await expect(stranger.responses.inputItems.list(made.id)).rejects.toMatchObject(missing);
    await expect(
      stranger.responses.create({ model: 'gpt-4o', input: 'Go on.', previous_response_id: made.id }),
    ).rejects.toMatchObject({ ...missing, param: 'previous_response_id' });
    expect(simulator.requests).toEqual([]);
  });

  it('of a stream is known as soon as its id is', async () => {
    const stream = await client.responses.create({ model: 'gpt-4o', input: INPUT, stream: true });
    for await (const event of stream) {
      if (event.type !== 'response.created') continue;
      await expect(stranger.responses.retrieve(event.response.id)).rejects.toMatchObject({ status: 404 });
      await expect(client.responses.retrieve(event.response.id)).resolves.toMatchObject({ id: event.response.id });
    }
  });

  it.each(['../models', 'resp_unknown', '%2e%2e%2fmodels', 'a?b=c'])(
    'of the odd name %s does not exist',
    async (id) => {
      const answer = await gateway.ask(`/v1/responses/${encodeURIComponent(id)}`);
      expectRefusal(answer, 404, 'response_not_found');
      expect(simulator.requests).toEqual([]);
    },
  );

  it('that runs on when its reader leaves is paid for what was read, and not again', async () => {
    simulator.control('tps=200;tokens=2000', { vendor: 'openai', times: 1 });
    const stream = await client.responses.create({ model: 'gpt-4o', input: INPUT, background: true, stream: true });
    let [id, deltas] = ['', 0];
    for await (const event of stream) {
      if (event.type === 'response.created') id = event.response.id;
      if (event.type === 'response.output_text.delta' && ++deltas === 5) break;
    }
    const left = await eventually('the row of the one who left', async () =>
      (await gateway.recentRows(1)).find(({ outcome }) => outcome === 'cancelled'),
    );
    expect(left.outputTokens).toBeGreaterThanOrEqual(5);
    expect(left.costNanoUsd).toBeGreaterThan(0);
    await client.responses.retrieve(id);
    expect(await lastRow()).toMatchObject({ ...unbilled, endpoint: '/v1/responses/{id}' });
  });

  it.each(['stream=True', '%73tream=1', 'stream=true&stream=false'])('is not asked for with %s', async (query) => {
    const made = await client.responses.create({ model: 'gpt-4o', input: INPUT });
    simulator.clear();
    expectRefusal(await gateway.ask(`/v1/responses/${made.id}?${query}`), 400);
    expect(simulator.requests).toEqual([]);
  });

  it('that ran in the background is paid for once, by whoever sees its end first', async () => {
    const made = await client.responses.create({ model: 'gpt-4o', input: INPUT, background: true });
    expect(made.status).toBe('queued');
    expect(await lastRow()).toMatchObject(unbilled);
    const done = await client.responses.retrieve(made.id);
    expect(done.status).toBe('completed');
    expect(await lastRow()).toMatchObject({
      endpoint: '/v1/responses/{id}',
      usageSource: 'reported',
      outputTokens: done.usage?.output_tokens,
      costState: 'priced',
    });
    await client.responses.retrieve(made.id);
    expect(await lastRow()).toMatchObject(unbilled);
  });
});

describe('beside responses', () => {
  it('input tokens are counted for nothing', async () => {
    const counted = await client.responses.inputTokens.count({ model: 'gpt-4o', input: INPUT });
    expect(counted.input_tokens).toBeGreaterThan(0);
    expect(await lastRow()).toMatchObject({ ...unbilled, endpoint: '/v1/responses/input_tokens' });
  });

  it('a conversation is compacted, and that is billed', async () => {
    const compacted = await client.responses.compact({ model: 'gpt-4o', input: INPUT });
    expect(compacted.usage.output_tokens).toBe(7);
    expect(await lastRow()).toMatchObject({ endpoint: '/v1/responses/compact', outputTokens: 7, costState: 'priced' });
  });
});
