import { SEEDED_GROUPS } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { VendorId } from '../../apps/simulator/src/vendor';
import { contentOf } from '../support/answer';
import { BUNDLED_MODELS, hasEnded } from '../support/catalogue';
import { expectRefusal } from '../support/refusal';
import { ALL_VENDORS } from '../support/simulated-environment';
import { TestGateway } from '../support/test-gateway';

/** The day for which the table below was written: models end, and not all of them have a successor. */
const TODAY = Date.parse('2026-11-22T12:00:00Z');
/** The providers each seeded group can reach, whatever model answers there by now. */
const REACHES: Readonly<Record<string, readonly VendorId[]>> = {
  'fast-flow': ['deepseek', 'openai'],
  'standard-pro': ['openai', 'gemini'],
  'heavy-logic': ['grok', 'moonshot', 'deepseek'],
  dispatcher: ['deepseek', 'openai', 'gemini', 'grok', 'moonshot'],
  'deepseek-auto': ['deepseek'],
  'openai-auto': ['openai'],
  'gemini-auto': ['gemini'],
};
const GROUPS = Object.keys(REACHES);
/** What the simulated local server offers. */
const LOCAL_MODELS = [
  'llama3.2:latest',
  'qwen3:latest',
  'mistral:latest',
  'gemma3:1b',
  'gpt-oss:20b',
  'deepseek-r1:8b',
];
const VARIABLE = /\b[A-Z][A-Z_]*(?:_API_KEY|_ENABLED)\b/g;

const SETUPS: readonly { readonly only: string; readonly vendors: readonly VendorId[] }[] = [
  ...ALL_VENDORS.map((vendor) => ({ only: vendor, vendors: [vendor] })),
  { only: 'no provider', vendors: [] },
];

describe('the seeded groups', () => {
  it('are the seven of the table', () => {
    expect(SEEDED_GROUPS.map(({ name }) => name).sort()).toEqual([...GROUPS].sort());
  });
});

let simulator: Simulator;

beforeAll(async () => {
  jest.spyOn(Date, 'now').mockReturnValue(TODAY);
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.close();
  jest.restoreAllMocks();
});

describe.each(SETUPS)('with $only configured', ({ vendors }) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start({ simulator, vendors });
  });
  afterAll(() => gateway.stop());

  const reaches = (group: string): boolean => (REACHES[group] ?? []).some((vendor) => vendors.includes(vendor));

  it('lists exactly the living models of that provider and the groups that resolve', async () => {
    const { status, body } = await gateway.ask('/v1/models');
    const bundled = BUNDLED_MODELS.filter(
      (facts) => vendors.some((id) => id === facts.providerId) && !hasEnded(facts),
    ).map(({ id }) => id);
    const local = vendors.includes('ollama') ? LOCAL_MODELS : [];
    expect(status).toBe(200);
    expect(body.data?.map(({ id }) => id).sort()).toEqual([...GROUPS.filter(reaches), ...bundled, ...local].sort());
    expect(
      body.data
        ?.filter(({ owned_by: owner }) => owner === 'gophergate')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(GROUPS.filter(reaches).sort());
  });

  it.each(GROUPS)('%s answers from that provider, or says what to set', async (group) => {
    const answer = await gateway.chat({ model: group });
    if (reaches(group)) {
      expect(answer.status).toBe(200);
      expect(contentOf(answer)).toContain('simulated answer');
      expect(vendors).toContain(answer.headers.get('x-gophergate-provider'));
      expect(answer.headers.get('x-gophergate-route')).toMatch(new RegExp(`^${group}>`));
      return;
    }
    const { message } = expectRefusal(answer, 503, 'no_target_available');
    expect(answer.headers.get('x-should-retry')).toBe('false');
    expect(new Set(message.match(VARIABLE))).toEqual(
      new Set(REACHES[group]?.map((id) => `${id.toUpperCase()}_API_KEY`)),
    );
    expect(await gateway.rowOf(answer)).toMatchObject({
      outcome: 'failed',
      httpStatus: 503,
      errorCode: 'no_target_available',
      costNanoUsd: null,
    });
  });
});
