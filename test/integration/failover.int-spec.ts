import { ProviderRegistry } from '@app/providers';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { expectRefusal } from '../support/answer';
import { saveGroup } from '../support/groups';
import { expectedNanoUsd } from '../support/independent-cost';
import { TestGateway } from '../support/test-gateway';

const GROUP = 'pair';
const messages = [{ role: 'user', content: 'Hello' }];

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
/** Targets that rest are remembered by the gateway, so each test has one of its own. */
beforeEach(async () => {
  simulator.clear();
  gateway = await TestGateway.start({ simulator });
  await saveGroup(gateway, GROUP, ['grok-4.3', 'gpt-4o']);
});
afterEach(() => gateway.stop());

const asked = (): string[] => simulator.requests.filter(({ method }) => method === 'POST').map(({ vendor }) => vendor);

describe.each([false, true])('a group whose first target fails, with stream: %s', (stream) => {
  it('trap 13: is answered by the next one, and priced as that', async () => {
    simulator.control('status=503', { vendor: 'grok', times: 1 });
    const answer = await gateway.chat({ model: GROUP, messages, stream });
    expect(answer.status).toBe(200);
    expect(asked()).toEqual(['grok', 'openai']);
    expect(answer.headers.get('x-gophergate-attempts')).toBe('2');
    expect(answer.headers.get('x-gophergate-route')).toBe('pair>gpt-4o');
    const row = await gateway.rowOf(answer);
    expect(row).toMatchObject({ attempts: 2, providerId: 'openai', servedModel: 'gpt-4o', priceId: /gpt-4o/ as never });
    expect(BigInt(row.costNanoUsd ?? -1)).toBe(expectedNanoUsd(row));
  });

  it('tells the last failure when none is left', async () => {
    simulator.control('status=500', { vendor: 'grok', times: 1 });
    simulator.control('status=503', { vendor: 'openai', times: 1 });
    const answer = await gateway.chat({ model: GROUP, messages, stream });
    expectRefusal(answer, 503, 'provider_error');
    expect(await gateway.rowOf(answer)).toMatchObject({ attempts: 2, outcome: 'failed', costNanoUsd: null });
  });

  it('is not tried elsewhere for what its caller did wrong', async () => {
    simulator.control('status=400', { vendor: 'grok', times: 1 });
    expectRefusal(await gateway.chat({ model: GROUP, messages, stream }), 400);
    expect(asked()).toEqual(['grok']);
  });

  it('trap 45: goes on after 429, which is no mark against the provider', async () => {
    for (let i = 0; i < 20; i++) {
      simulator.control('status=429;retry=1', { vendor: 'openai', times: 1 });
      expectRefusal(await gateway.chat({ model: 'gpt-4o', messages, stream }), 429);
    }
    const states = gateway
      .get(ProviderRegistry)
      .list()
      .map(({ breakerState }) => breakerState);
    expect(states).not.toContain('open');
    simulator.clear();
    simulator.control('status=429', { vendor: 'grok', times: 1 });
    expect(await gateway.chat({ model: GROUP, messages, stream })).toMatchObject({ status: 200 });
    expect(asked()).toEqual(['grok', 'openai']);
  });

  it('trap 46: leaves a target alone as long as it says, and no longer', async () => {
    simulator.control('status=429;retry=20', { vendor: 'grok', times: 1 });
    const ask = async (): Promise<string[]> => {
      simulator.clear();
      expect(await gateway.chat({ model: GROUP, messages, stream })).toMatchObject({ status: 200 });
      return asked();
    };
    expect(await gateway.chat({ model: GROUP, messages, stream })).toMatchObject({ status: 200 });
    expect(await ask()).toEqual(['openai']);
    const now = performance.now();
    const clock = jest.spyOn(performance, 'now');
    clock.mockReturnValue(now + 19_000);
    expect(await ask()).toEqual(['openai']);
    clock.mockReturnValue(now + 20_100);
    expect(await ask()).toEqual(['grok']);
    clock.mockRestore();
  });

  it('trap 47: passes over a model that is gone, for longer; asked directly, that is a 404', async () => {
    await saveGroup(gateway, GROUP, ['xai/grok-gone', 'gpt-4o']);
    expect(await gateway.chat({ model: GROUP, messages, stream })).toMatchObject({ status: 200 });
    expect(asked()).toEqual(['grok', 'openai']);
    expect(await gateway.chat({ model: GROUP, messages, stream })).toMatchObject({ status: 200 });
    expect(asked()).toEqual(['grok', 'openai', 'openai']);
    expectRefusal(await gateway.chat({ model: 'xai/grok-gone', messages, stream }), 404, 'model_not_found');
  });
});
