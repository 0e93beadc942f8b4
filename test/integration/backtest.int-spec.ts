import type { BacktestReport, SaveGroupRequest } from '@app/contracts/admin';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { loggedIn, type AdminClient } from '../support/admin-client';
import { TestGateway } from '../support/test-gateway';

const TARGETS = ['gpt-5.4-nano', 'gpt-5.4-mini', 'gpt-5.4'];
const HEURISTIC: SaveGroupRequest = {
  strategy: 'heuristic',
  targets: TARGETS,
  settings: { keywords: [{ words: ['refund'], target: 'gpt-5.4' }], cuts: [0.5, 0.9] },
};
const CLASSIFIER: SaveGroupRequest = {
  strategy: 'classifier',
  targets: TARGETS,
  settings: { threshold: 10, selectors: ['gemini-3-flash-preview'] },
};
const PROMPTS = [
  'Hi',
  'I want a refund for this',
  'Good morning',
  'Prove that every finite group of prime order is cyclic.',
];

let simulator: Simulator;
let gateway: TestGateway;
let admin: AdminClient;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  admin = await loggedIn(gateway, { username: 'admin' });
  for (const [name, group] of Object.entries({ tiers: HEURISTIC, rated: CLASSIFIER })) {
    const { status } = await admin.post('/api/groups', { name, ...group });
    expect(status).toBe(201);
    for (const content of PROMPTS) {
      const answer = await gateway.chat({ model: name, messages: [{ role: 'user', content }] });
      expect(answer.status).toBe(200);
      await gateway.rowOf(answer);
    }
  }
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

async function backtest(group: string, draft?: SaveGroupRequest, limit?: number): Promise<BacktestReport> {
  const { status, body } = await admin.post(`/api/groups/${group}/backtest`, { draft, limit });
  expect(status).toBe(200);
  return body as object as BacktestReport;
}

const goneTo = ({ moves }: BacktestReport): Record<string, number> =>
  Object.fromEntries(moves.map(({ to, requests }) => [to, requests]));

describe('a backtest', () => {
  it.each(['tiers', 'rated'])('of %s as it is saved moves nothing, and decides as it did then', async (group) => {
    await expect(backtest(group)).resolves.toMatchObject({
      ...{ group, decisions: PROMPTS.length, undecided: 0, asThen: PROMPTS.length, moved: 0, moves: [] },
      ...{ differenceNanoUsd: 0, unpriced: 0, from: expect.any(Number), to: expect.any(Number) },
    });
  });

  it('tells what goes elsewhere by other cuts, and what that costs', async () => {
    const all = { ...HEURISTIC, settings: { ...HEURISTIC.settings, cuts: [0, 0] } };
    const report = await backtest('tiers', all);
    const rows = (await gateway.recentRows(50)).filter(({ askedModel }) => askedModel === 'tiers');
    const elsewhere = rows.filter(({ sentModel }) => sentModel !== 'gpt-5.4');
    expect(elsewhere.length).toBeGreaterThan(1);
    expect(report).toMatchObject({ moved: elsewhere.length, undecided: 0 });
    expect(goneTo(report)).toEqual({ 'openai/gpt-5.4': expect.any(Number) });
    const present = rows.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0);
    expect(report.presentNanoUsd).toBe(present);
    expect(report.differenceNanoUsd).toBe(report.draftNanoUsd - present);
    expect(report.differenceNanoUsd).toBeGreaterThan(0);
  });

  it('goes by the words that were found', async () => {
    const other = {
      ...HEURISTIC,
      settings: { keywords: [{ words: ['refund'], target: 'gpt-5.4-nano' }], cuts: [0.5, 0.9] },
    };
    await expect(backtest('tiers', other)).resolves.toMatchObject({
      moves: [{ from: 'openai/gpt-5.4', to: 'openai/gpt-5.4-nano', requests: 1 }],
    });
  });

  it('says what it cannot know', async () => {
    const words = [{ words: ['cyclic'], target: 'gpt-5.4-nano' }];
    const report = await backtest('tiers', { ...HEURISTIC, settings: { keywords: words } });
    // The prompt that a word decided was never scored.
    expect(report.undecided).toBe(1);
    expect(report.caveats).toContainEqual(expect.stringMatching(/words that only the draft has/));
  });

  it('puts stored ratings on the scale of the draft', async () => {
    const report = await backtest('rated', { ...CLASSIFIER, settings: { ...CLASSIFIER.settings, threshold: 5 } });
    expect(report).toMatchObject({ undecided: 0, decisions: PROMPTS.length });
    const fewer = await backtest('rated', { ...CLASSIFIER, targets: ['gpt-5.4'] });
    expect(Object.keys(goneTo(fewer))).toEqual(['openai/gpt-5.4']);
  });

  it('looks at the newest, no more than asked for', async () => {
    await expect(backtest('tiers', undefined, 2)).resolves.toMatchObject({ decisions: 2 });
  });

  it('asks nobody and stores nothing', async () => {
    const before = await gateway.countRows();
    await backtest('rated', { ...CLASSIFIER, targets: [...TARGETS].reverse() });
    expect(await gateway.countRows()).toBe(before);
  });

  it.each<[string, object, number]>([
    ['a draft that leads nowhere', { draft: { ...HEURISTIC, targets: [] } }, 422],
    ['a draft that leads back', { draft: { ...HEURISTIC, targets: ['tiers'] } }, 422],
    ['too many', { limit: 10_001 }, 400],
    ['a draft that is none', { draft: 'x' }, 400],
  ])('refuses %s', async (_, body, status) => {
    expect((await admin.post('/api/groups/tiers/backtest', body)).status).toBe(status);
  });
});
