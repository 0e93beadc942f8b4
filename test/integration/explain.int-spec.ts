import type { Group, RoutingStrategy } from '@app/contracts';
import { RouteExplainService, type RouteExplanation } from '@app/gateway';
import { ClientRepository, Database, GroupRepository } from '@app/persistence';
import { GroupDirectory, promptOfText } from '@app/routing';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { SeededRandom } from '../support/seeded-random';
import { TestGateway } from '../support/test-gateway';
import { writeControl } from '../../libs/persistence/src/testing/write-control';

/** Models end; these are of this day. */
const TODAY = Date.parse('2026-11-23T12:00:00Z');
const SEED = 20_261_123;
const CONFIGURATIONS = 500;
const MODELS = [
  ...['gpt-4o-mini', 'gpt-4o', 'gpt-5.4-mini', 'gpt-5.4', 'grok-4.3', 'deepseek-v4-flash', 'deepseek-v4-pro'],
  // Ended, of a provider without a key, made for images, and unheard of.
  ...['deepseek-chat', 'kimi-k2.6', 'gemini-2.5-pro', 'gpt-image-1', 'nobody-knows-it'],
];
const WORDS = [
  'what',
  'is',
  'the',
  'sum',
  'of',
  'debug',
  'this',
  'step by step',
  'code',
  '{',
  '}',
  '12',
  '?',
  'prove',
  'why',
];
const STRATEGIES: readonly RoutingStrategy[] = ['heuristic', 'classifier', 'fallback', 'weighted'];

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  jest.spyOn(Date, 'now').mockReturnValue(TODAY);
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator, vendors: ['openai', 'deepseek', 'grok'] });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await gateway.stop();
  await simulator.close();
});

function pick<T>(random: SeededRandom, from: readonly T[], count: number): T[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)).flat();
}

function settingsOf(random: SeededRandom, strategy: RoutingStrategy, targets: readonly string[]): Group['settings'] {
  if (strategy === 'fallback') return {};
  if (strategy === 'weighted') return { weights: Object.fromEntries(targets.map((name) => [name, random.below(5)])) };
  const cuts = Array.from({ length: targets.length - 1 }, () => random.next()).toSorted((a, b) => a - b);
  const keywords = [{ words: ['sum', 'why'], target: targets[random.below(targets.length)] }];
  return {
    ...(random.chance(0.3) ? { cuts } : {}),
    ...(random.chance(0.3) ? { keywords } : {}),
    ...(strategy === 'classifier' ? { threshold: 2 + random.below(19), selectors: ['gpt-5.4-nano'] } : {}),
  };
}

/** A few groups, each of which may lead to those before it; the last is the one that is asked. */
function randomGroups(random: SeededRandom): Group[] {
  const groups: Group[] = [];
  for (let index = 0; index <= random.below(5); index++) {
    const targets = pick(random, [...MODELS, ...groups.map(({ name }) => name)], 1 + random.below(5));
    const strategy = STRATEGIES[random.below(STRATEGIES.length)] ?? 'fallback';
    groups.push({
      name: `g${index}`,
      strategy,
      targets,
      logicLevel: null,
      primaryUse: null,
      settings: settingsOf(random, strategy, targets),
      isEnabled: random.chance(0.9),
    });
  }
  return groups;
}

async function configured(groups: readonly Group[]): Promise<void> {
  const repository = gateway.get(GroupRepository);
  await writeControl(gateway.get(Database), async (transaction) => {
    for (const group of await repository.list(transaction)) await repository.remove(transaction, group);
    for (const group of groups) await repository.create(transaction, group);
  });
  await gateway.get(GroupDirectory).reload();
}

/** What can be compared: an explanation is made of no attempt, and has no time. */
const comparable = ({ steps, dropped }: Pick<RouteExplanation, 'steps' | 'dropped'>) => ({
  steps: steps.map((step) => ({ ...step, reason: step.reason.replace(/^.* (?:rated|rating)/u, 'rating') })),
  dropped,
});

it(`what is explained is what happens (${CONFIGURATIONS} configurations, seed ${SEED})`, async () => {
  const random = new SeededRandom(SEED);
  const [client] = await gateway.get(ClientRepository).list();
  const seen = { served: 0, refused: 0, rated: 0, downgraded: 0, deep: 0 };
  for (let round = 0; round < CONFIGURATIONS; round++) {
    const groups = randomGroups(random);
    await configured(groups);
    const model = groups.at(-1)?.name ?? '';
    // The number keeps prompts apart, so that no rating is remembered.
    const content = `${round} ${pick(random, WORDS, 1 + random.below(WORDS.length)).join(' ')}`;
    const rating = 1 + random.below(10);
    simulator.clear();
    simulator.control(`says=${rating}`, { vendor: 'openai' });
    const explained = await gateway.get(RouteExplainService).explain({
      model,
      prompt: promptOfText(content),
      sessionKey: `${client?.id ?? ''}\u0000session-${round}`,
      rating,
    });
    const headers = { 'x-session-id': `session-${round}` };
    const answer = await gateway.chat({ model, messages: [{ role: 'user', content }] }, { headers });
    const { routeTrace, route, attempts } = await gateway.rowOf(answer);
    const live = { steps: routeTrace?.steps ?? [], dropped: routeTrace?.dropped ?? [] };
    const context = { round, seed: SEED };
    expect({ ...context, ...comparable(live) }).toEqual({ ...context, ...comparable(explained) });
    expect({ ...context, route, code: answer.status === 200 ? null : answer.body.error?.code }).toEqual({
      ...context,
      route: explained.routes[0]?.path.join('>') ?? null,
      code: explained.failure?.code ?? null,
    });
    if (answer.status === 200) expect(attempts).toBe(1);
    seen[answer.status === 200 ? 'served' : 'refused']++;
    if (live.steps.some(({ by }) => by === 'rating')) seen.rated++;
    if (live.steps.some(({ downgradedFrom }) => downgradedFrom !== undefined)) seen.downgraded++;
    if (live.steps.length > 1) seen.deep++;
  }
  // The configurations were worth it.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
});
