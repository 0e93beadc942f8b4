import type { ConfigDocument, DeclaredClient, DeclaredProvider } from '@app/contracts/admin';
import type { SeededRandom } from './seeded-random';

const MODELS = ['openai/gpt-4o', 'openai/gpt-5.4-mini', 'deepseek/deepseek-v4-flash', 'openai/gpt-5.4'] as const;
/** What a file format takes for something else where it is not careful. */
const TEXTS = [
  '',
  'null',
  'yes',
  '0x1f',
  '2026-01-01',
  '- a: b',
  '&a *b',
  ' two\nlines\n',
  '"\'\\',
  '🐹 # no',
] as const;

/** A configuration that any installation can take. */
export function randomConfig(random: SeededRandom): ConfigDocument {
  const groups = randomGroups(random);
  return {
    version: 1,
    groups,
    models: MODELS.filter(() => random.chance(0.5)).map((id) => ({ id, isEnabled: random.pick([true, false, null]) })),
    prices: random.some(4, (index) => randomPrice(random, index)),
    providers: (['openai', 'deepseek'] as const).map((id) => randomProvider(random, id)),
    clients: random.some(4, (index) => randomClient(random, index, [...MODELS, ...groups.map(({ name }) => name)])),
  };
}

function randomGroups(random: SeededRandom) {
  return random.some(5, (index) => {
    const below = Array.from({ length: index }, (_, earlier) => `group-${earlier}`);
    const targets = [random.pick(MODELS), ...below.filter(() => random.chance(0.4))];
    const isWeighted = random.chance(0.5);
    return {
      ...{ name: `group-${index}`, targets, isEnabled: random.chance(0.8), primaryUse: random.pick([null, ...TEXTS]) },
      logicLevel: random.pick([null, 1, 10]),
      strategy: isWeighted ? ('weighted' as const) : ('fallback' as const),
      settings: isWeighted ? { weights: Object.fromEntries(targets.map((name) => [name, 1 + random.below(9)])) } : {},
    };
  });
}

function randomPrice(random: SeededRandom, index: number) {
  const rates = { input: random.below(9), cachedInput: random.pick([null, 1]), cacheWrite: null, output: 2_500_000 };
  const validFrom = random.pick([null, `20${30 + index}-01-01`]);
  const label = `price ${random.pick(TEXTS)}`.trim();
  return { subjectKind: 'model' as const, subject: random.pick(MODELS), price: { label, validFrom, rates } };
}

function randomProvider(random: SeededRandom, id: string): DeclaredProvider {
  const tuning = {
    ...(random.chance(0.5) && { maxInFlight: 1 + random.below(500) }),
    ...(random.chance(0.5) && { limits: { idleMs: 1_000 + random.below(50_000) } }),
    ...(random.chance(0.5) && { breaker: { errorPercent: 1 + random.below(100) } }),
  };
  return { id, isEnabled: random.pick([true, false, null]), baseUrl: null, tuning };
}

function randomClient(random: SeededRandom, index: number, names: readonly string[]): DeclaredClient {
  const count = (): number | null => random.pick([null, 1, 60]);
  const budget = random.pick([null, { nanoUsd: random.below(1e15), period: 'month' as const }]);
  return {
    ...{ name: `client ${index} ${random.pick(TEXTS)}`.trim(), description: random.pick(TEXTS) },
    ...{ tags: random.some(3, (tag) => `tag-${tag}`), isEnabled: random.chance(0.8) },
    expiresAt: random.pick([null, 1_900_000_000_000]),
    limits: { requestsPerMinute: count(), tokensPerMinute: count(), concurrentRequests: count(), budget },
    access: {
      allowedModels: random.pick([null, [random.pick(names)]]),
      allowedAddresses: random.pick([null, ['10.0.0.0/8', '::1']]),
    },
  };
}
