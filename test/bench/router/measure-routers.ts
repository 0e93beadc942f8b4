import { intervalOf, quantileOf, resamples, type Interval } from './bootstrap';
import { bySuite, gainOf, type JudgedPrompt } from './judged-prompts';
import { routers, type Router } from './routers';
import { RankedPrompts, type RoutingFigures } from './routing-curve';
import { tierShares } from './tiers';

const WARM_UP = 10_000;

export type Figure = keyof RoutingFigures;
export type Estimate = Interval & { readonly value: number };

export interface RouterReport {
  readonly router: string;
  readonly figures: Readonly<Record<Figure, Estimate>>;
  /** The lowest target's share of the traffic, then the middle one's, then the highest one's. */
  readonly tiers?: readonly number[];
  readonly p99Ms: number;
}

export interface SuiteReport {
  readonly suite: string;
  readonly prompts: number;
  readonly weak: number;
  readonly strong: number;
  readonly routers: readonly RouterReport[];
  /** APGR of the score less that of the length, over the same resamples. */
  readonly scoreLessLength: Estimate;
  /** Whether the lower bound of the score reaches the length's own figure. */
  readonly isAimReached: boolean;
}

export interface Sampling {
  readonly rounds: number;
  readonly seed: number;
}

/** Each suite by itself: scores are compared within a suite only. */
export function measureRouters(prompts: readonly JudgedPrompt[], sampling: Sampling): SuiteReport[] {
  return [...bySuite(prompts)].map(([suite, judged]) => suiteReport(suite, judged, sampling));
}

function suiteReport(suite: string, prompts: readonly JudgedPrompt[], { rounds, seed }: Sampling): SuiteReport {
  const gain = prompts.reduce((sum, prompt) => sum + gainOf(prompt), 0);
  if (gain <= 0) throw new Error(`In ${suite} the strong model is no better than the weak one: nothing to route for.`);
  const measured = routers(seed).map((router) => ({ router, ...timedScores(router, prompts) }));
  const ranked = measured.map(({ scores }) => new RankedPrompts(prompts, scores));
  // All routers see the same resamples, so that their differences are paired.
  const drawn = [...resamples(prompts.length, rounds, seed)].map((times) => ranked.map((one) => one.figures(times)));
  const reports = measured.map(({ router, p99Ms }, index): RouterReport => {
    const figures = (ranked[index] as RankedPrompts).figures();
    const samples = drawn.map((round) => round[index] as RoutingFigures);
    return { router: router.name, figures: estimatesOf(figures, samples), ...tiersOf(router, prompts), p99Ms };
  });
  const [score, length] = ['score', 'length'].map((name) => measured.findIndex(({ router }) => router.name === name));
  const apgrOf = (round: readonly RoutingFigures[], index = -1): number => round[index]?.apgr ?? Number.NaN;
  const difference = (round: readonly RoutingFigures[]): number => apgrOf(round, score) - apgrOf(round, length);
  const value = difference(ranked.map((one) => one.figures()));
  return {
    suite,
    prompts: prompts.length,
    weak: meanOf(prompts.map(({ weak }) => weak)),
    strong: meanOf(prompts.map(({ strong }) => strong)),
    routers: reports,
    scoreLessLength: { value, ...intervalOf(drawn.map(difference)) },
    isAimReached: isReached(reports),
  };
}

function isReached(reports: readonly RouterReport[]): boolean {
  const apgrOf = (name: string): Estimate | undefined => reports.find(({ router }) => router === name)?.figures.apgr;
  return (apgrOf('score')?.low ?? Number.NaN) >= (apgrOf('length')?.value ?? Number.NaN);
}

function estimatesOf(figures: RoutingFigures, samples: readonly RoutingFigures[]): Record<Figure, Estimate> {
  const estimate = (name: Figure): Estimate => ({
    value: figures[name],
    ...intervalOf(samples.map((sample) => sample[name])),
  });
  return {
    apgr: estimate('apgr'),
    cpt50: estimate('cpt50'),
    cpt80: estimate('cpt80'),
    falseCheap: estimate('falseCheap'),
    waste: estimate('waste'),
  };
}

function tiersOf({ share }: Router, prompts: readonly JudgedPrompt[]): { tiers?: readonly number[] } {
  return share ? { tiers: tierShares(prompts.map(share)) } : {};
}

/** What is timed has been compiled before, as in a gateway that has been up for a minute. */
function timedScores({ score }: Router, prompts: readonly JudgedPrompt[]): { scores: number[]; p99Ms: number } {
  for (let warm = 0; warm < WARM_UP; warm++) score(prompts[warm % prompts.length] as JudgedPrompt);
  const times: number[] = [];
  const scores = prompts.map((prompt) => {
    const startedMs = performance.now();
    const result = score(prompt);
    times.push(performance.now() - startedMs);
    return result;
  });
  return {
    scores,
    p99Ms: quantileOf(
      times.sort((a, b) => a - b),
      0.99,
    ),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
