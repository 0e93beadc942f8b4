import type { ClientLimits } from '@app/contracts';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { Answer } from '../support/answer';
import { eventually } from '../support/eventually';
import { saveGroups } from '../support/groups';
import { TestGateway, type ChatRequest } from '../support/test-gateway';

const DOLLAR = 1_000_000_000;
/** 30 USD a million tokens of output. */
const DEAR = 'gpt-5.5';
const FREE = 'ollama/llama3.2';

let simulator: Simulator;
let gateway: TestGateway;
let clients = 0;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
beforeEach(() => simulator.clear());

/** A client of its own, and how it asks. */
async function clientWith(limits: Partial<ClientLimits>): Promise<(request: ChatRequest) => Promise<Answer>> {
  const key = await gateway.createKey(`limited ${++clients}`, limits);
  return (request) => gateway.chat(request, { headers: { authorization: `Bearer ${key}` } });
}

const refusals = (answers: readonly Answer[]): Answer[] => answers.filter(({ status }) => status !== 200);

describe('requests per minute', () => {
  it('are refused above the limit, as OpenAI refuses them, each on record and for nothing', async () => {
    const ask = await clientWith({ requestsPerMinute: 3 });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => ask({ model: 'gpt-4o-mini' })));
    const refused = refusals(answers);
    expect(refused).toHaveLength(2);
    for (const { status, headers, body } of refused) {
      expect(status).toBe(429);
      expect(body.error).toMatchObject({ type: 'requests', code: 'rate_limit_exceeded', param: null });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(headers.get('x-ratelimit-remaining-requests')).toBe('0');
    }
    const [row] = await Promise.all(refused.map((answer) => gateway.rowOf(answer)));
    expect(row).toMatchObject({ outcome: 'failed', httpStatus: 429, attempts: 0, costNanoUsd: null });
    expect(simulator.requests).toHaveLength(3);
  });

  it('are told on every answer, streams included', async () => {
    const key = await gateway.createKey('told', { requestsPerMinute: 60, tokensPerMinute: 100_000 });
    const headers = { authorization: `Bearer ${key}` };
    const whole = await gateway.chat({ model: 'gpt-4o-mini' }, { headers });
    const streamed = await gateway.stream({ model: 'gpt-4o-mini' }, { headers });
    expect(whole.headers.get('x-ratelimit-limit-requests')).toBe('60');
    expect(whole.headers.get('x-ratelimit-remaining-requests')).toBe('59');
    expect(streamed.headers.get('x-ratelimit-limit-tokens')).toBe('100000');
    expect(streamed.headers.get('x-ratelimit-reset-tokens')).toMatch(/^[\d.hms]+$/);
    const unlimited = await gateway.chat({ model: 'gpt-4o-mini' });
    expect([...unlimited.headers.keys()].filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
  });
});

it('tokens per minute are held back by what the caller says it may want', async () => {
  const ask = await clientWith({ tokensPerMinute: 5_000 });
  const request = { model: 'gpt-4o-mini', max_tokens: 3_000 };
  const answers = await Promise.all([ask(request), ask(request)]);
  const [refused] = refusals(answers);
  expect(refused?.body.error).toMatchObject({ type: 'tokens', code: 'rate_limit_exceeded' });
  // The first one used few of its 3,000.
  expect(await ask(request)).toMatchObject({ status: 200 });
});

it('requests at once are counted until each has ended, also when its client leaves', async () => {
  const key = await gateway.createKey('at once', { concurrentRequests: 1 });
  const headers = { authorization: `Bearer ${key}` };
  simulator.clear();
  simulator.control('ttfb=30000', { vendor: 'openai', times: 1 });
  const leaving = new AbortController();
  const first = gateway.chat({ model: 'gpt-4o-mini' }, { headers, signal: leaving.signal });
  await eventually('the provider is asked', () => simulator.requests.some(({ method }) => method === 'POST'));
  expect(await gateway.chat({ model: 'gpt-4o-mini' }, { headers })).toMatchObject({ status: 429 });
  leaving.abort();
  await expect(first).rejects.toThrow();
  await eventually(
    'room again',
    async () => (await gateway.chat({ model: 'gpt-4o-mini' }, { headers })).status === 200,
  );
});

describe('a budget', () => {
  it('of $1 is passed by 200 requests at once by less than one of them', async () => {
    const ask = await clientWith({ budget: { nanoUsd: DOLLAR, period: 'month' } });
    simulator.control('tokens=1000', { vendor: 'openai', times: 200 });
    const request = { model: DEAR, max_completion_tokens: 1_000, reasoning_effort: 'none' };
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(request)));
    const served = answers.filter(({ status }) => status === 200);
    const rows = await Promise.all(served.map((answer) => gateway.rowOf(answer)));
    const costs = rows.map(({ costNanoUsd }) => costNanoUsd ?? 0);
    const spent = costs.reduce((sum, cost) => sum + cost, 0);
    expect(spent).toBeGreaterThanOrEqual(DOLLAR);
    expect(spent - DOLLAR).toBeLessThanOrEqual(Math.max(...costs));
    for (const { status, headers, body } of refusals(answers)) {
      expect(status).toBe(429);
      expect(body.error).toMatchObject({ type: 'insufficient_quota', code: 'insufficient_quota' });
      expect(headers.get('x-should-retry')).toBe('false');
    }
  });

  it('that is used up leaves what is free, within a group too', async () => {
    const ask = await clientWith({ budget: { nanoUsd: 1, period: 'total' } });
    await saveGroups(gateway, { either: [DEAR, FREE] });
    expect(await ask({ model: DEAR })).toMatchObject({ status: 200 });
    expect(await ask({ model: DEAR })).toMatchObject({ status: 429 });
    expect(await ask({ model: FREE })).toMatchObject({ status: 200 });
    const { status, headers } = await ask({ model: 'either' });
    expect({ status, provider: headers.get('x-gophergate-provider') }).toEqual({ status: 200, provider: 'ollama' });
  });

  it('goes by what the ledger says when the gateway starts again', async () => {
    const budget = { nanoUsd: 1_000, period: 'day' } as const;
    const own = await TestGateway.start({ simulator });
    const key = await own.createKey('returning', { budget });
    const headers = { authorization: `Bearer ${key}` };
    expect(await own.chat({ model: DEAR }, { headers })).toMatchObject({ status: 200 });
    const { dataDir } = own.running.config;
    own.running.server.closeAllConnections();
    await own.running.app.close();
    const again = await TestGateway.start({ simulator, resumed: { dataDir, key } });
    expect(await again.chat({ model: DEAR })).toMatchObject({ status: 429 });
    await again.stop();
    await own.stop().catch(() => undefined);
  });
});
