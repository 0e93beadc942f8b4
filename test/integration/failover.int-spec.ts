import { Logger } from '@nestjs/common';
import { ProviderRegistry } from '@app/providers';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { VendorId } from '../../apps/simulator/src/vendor';
import { answerOf } from '../support/answer';
import { saveGroups } from '../support/groups';
import { expectedNanoUsd } from '../support/independent-cost';
import { expectRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const USER = { role: 'user', content: 'Say hello to the gopher.' };

let simulator: Simulator;
let gateway: TestGateway;

/** A gateway of its own for each test: targets at rest stay at rest. */
beforeEach(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  await saveGroups(gateway, {
    pair: ['gpt-5.4', 'grok-4.3'],
    four: ['gpt-5.4', 'kimi-k2.6', 'deepseek-v4-pro', 'grok-4.3'],
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await gateway.stop();
  await simulator.close();
});

const fails = (vendor: VendorId, control: string, times?: number): void => {
  simulator.control(control, { vendor, ...(times === undefined ? {} : { times }) });
};
const asked = (): VendorId[] =>
  simulator.requests.filter(({ method }) => method === 'POST').map(({ vendor }) => vendor);
const breakerOf = (vendor: VendorId): string | undefined =>
  gateway
    .get(ProviderRegistry)
    .list()
    .find(({ id }) => id === vendor)?.breakerState;

interface Told {
  readonly status: number;
  readonly attempts: string | null;
  readonly requestId: string;
}

async function ask(model: string, isStream: boolean): Promise<Told> {
  const request = { model, messages: [USER] };
  const { status, headers, requestId } = isStream
    ? await answerOf(await gateway.open(request))
    : await gateway.chat(request);
  return { status, attempts: headers.get('x-gophergate-attempts'), requestId };
}

it('a second target has what is left of the time, and no more', async () => {
  await gateway.stop();
  gateway = await TestGateway.start({ simulator, environment: { LLM_PROXY__UPSTREAM__TOTAL_MS: '1500' } });
  await saveGroups(gateway, { pair: ['gpt-5.4', 'grok-4.3'] });
  fails('openai', 'ttfb=900;status=500', 1);
  fails('grok', 'ttfb=1400', 1);
  const answer = await gateway.chat({ model: 'pair', messages: [USER] });
  expect(answer).toMatchObject({ status: 504, body: { error: { code: 'provider_timeout' } } });
  const { routeTrace } = await gateway.rowOf(answer);
  expect(routeTrace?.attempts.map(({ errorCode }) => errorCode)).toEqual(['provider_error', 'provider_timeout']);
});

describe.each([false, true])('a group (stream: %s)', (isStream) => {
  it('asks one target when that accepts', async () => {
    expect(await ask('pair', isStream)).toMatchObject({ status: 200, attempts: '1' });
    expect(asked()).toEqual(['openai']);
  });

  // The last three break off a stream that was accepted, before there was anything to pass on.
  it.each(['status=500', 'status=503', 'status=429', 'status=401', 'reset=0', 'halfclose=0', 'errorevent=0'])(
    'asks the next target when the first fails before its answer (%s)',
    async (control) => {
      fails('openai', control);
      const told = await ask('pair', isStream);
      expect(told).toMatchObject({ status: 200, attempts: '2' });
      expect(asked()).toEqual(['openai', 'grok']);
      expect(await gateway.rowOf(told)).toMatchObject({ attempts: 2, providerId: 'grok', outcome: 'completed' });
    },
  );

  it.each([
    [400, 400],
    [413, 413],
    [422, 400],
  ])("does not carry a refusal of the caller's request (%d) to another target", async (status, toldStatus) => {
    fails('openai', `status=${status}`);
    const told = await ask('pair', isStream);
    expect(told.status).toBe(toldStatus);
    expect(asked()).toEqual(['openai']);
    expect(await gateway.rowOf(told)).toMatchObject({ attempts: 1, outcome: 'failed', costNanoUsd: null });
  });

  it('asks three targets at most, and tells the last failure', async () => {
    for (const vendor of ['openai', 'moonshot', 'deepseek'] as const) fails(vendor, 'status=500');
    const told = await ask('four', isStream);
    expect(told.status).toBe(502);
    expect(asked()).toEqual(['openai', 'moonshot', 'deepseek']);
    expect(await gateway.rowOf(told)).toMatchObject({ attempts: 3, providerId: 'deepseek', outcome: 'failed' });
  });

  it('trap 13: the cost is that of the model that served', async () => {
    fails('openai', 'status=500', 1);
    const row = await gateway.rowOf(await ask('pair', isStream));
    expect(row).toMatchObject({
      askedModel: 'pair',
      providerId: 'grok',
      sentModel: 'grok-4.3',
      servedModel: 'grok-4.3',
    });
    expect(row.priceId).toContain('grok/grok-4.3');
    expect(BigInt(row.costNanoUsd ?? -1)).toBe(expectedNanoUsd(row));
  });

  it('trap 45: 429 fails over, and pauses no provider however often it comes', async () => {
    fails('openai', 'status=429');
    for (let i = 0; i < 25; i++) {
      expect((await ask('openai/gpt-5.4', isStream)).status).toBe(429);
      expect((await ask('pair', isStream)).status).toBe(200);
    }
    expect(breakerOf('openai')).toBe('closed');
    expect(breakerOf('grok')).toBe('closed');
  });

  it('trap 46: a target that asks for 20 seconds is left alone, and the others are used', async () => {
    fails('openai', 'status=429;retry=20', 1);
    expect(await ask('pair', isStream)).toMatchObject({ status: 200, attempts: '2' });
    for (let i = 0; i < 3; i++) expect(await ask('pair', isStream)).toMatchObject({ status: 200, attempts: '1' });
    expect(asked()).toEqual(['openai', 'grok', 'grok', 'grok', 'grok']);
  });

  it('a target at rest is still better than none', async () => {
    fails('openai', 'status=429;retry=20', 1);
    await ask('pair', isStream);
    fails('grok', 'status=500', 1);
    expect(await ask('pair', isStream)).toMatchObject({ status: 200, attempts: '2' });
    expect(asked().slice(-2)).toEqual(['grok', 'openai']);
  });

  it('trap 47: a model that its provider no longer has is passed over, rests, and is told of', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn');
    fails('openai', 'status=404', 1);
    expect(await ask('pair', isStream)).toMatchObject({ status: 200, attempts: '2' });
    expect(warned.mock.calls.flat().join('\n')).toContain('Group "pair" names gpt-5.4');
    expect(await ask('pair', isStream)).toMatchObject({ status: 200, attempts: '1' });
    expect(asked()).toEqual(['openai', 'grok', 'grok']);
  });

  it('trap 47: asked for directly, such a model is a 404', async () => {
    fails('openai', 'status=404', 1);
    const told = await ask('openai/gpt-5.4', isStream);
    expect(told.status).toBe(404);
    expect(asked()).toEqual(['openai']);
  });
});

it('a stream that breaks off after it began is not begun anew elsewhere', async () => {
  fails('openai', 'halfclose=3', 1);
  const { status, error, headers } = await gateway.stream({ model: 'pair', messages: [USER] });
  expect({ status, code: error?.code, attempts: headers.get('x-gophergate-attempts') }).toEqual({
    status: 200,
    code: 'provider_stream_broken',
    attempts: '1',
  });
  expect(asked()).toEqual(['openai']);
});

it('a request that is asked directly is asked once', async () => {
  fails('openai', 'status=500');
  expectRefusal(await gateway.chat({ model: 'gpt-5.4', messages: [USER] }), 502);
  expect(asked()).toEqual(['openai']);
});
