import { gainOf, type JudgedPrompt } from './judged-prompts';

/** What a router is worth when its scores order the prompts; the definitions are in docs/routing-score.md. */
export interface RoutingFigures {
  readonly apgr: number;
  readonly cpt50: number;
  readonly cpt80: number;
  /** Both at a strong share of one half, as shares of all prompts. */
  readonly falseCheap: number;
  readonly waste: number;
}

const HALF = 0.5;

interface Point {
  readonly share: number;
  readonly recovered: number;
  readonly missed: number;
  readonly wasted: number;
}

/** Prompts from the highest score to the lowest; prompts of one score form a step, within which order is chance. */
export class RankedPrompts {
  private readonly order: readonly number[];

  constructor(
    private readonly prompts: readonly JudgedPrompt[],
    private readonly scores: readonly number[],
  ) {
    this.order = prompts.map((_, index) => index).sort((a, b) => this.scoreAt(b) - this.scoreAt(a));
  }

  /** @param times how often each prompt was drawn; once each where not given */
  figures(times?: Uint32Array): RoutingFigures {
    const steps = this.curve(times);
    return {
      apgr: areaOf(steps),
      cpt50: shareToRecover(steps, 0.5),
      cpt80: shareToRecover(steps, 0.8),
      falseCheap: valueAtHalf(steps, 'missed'),
      waste: valueAtHalf(steps, 'wasted'),
    };
  }

  /** From nothing sent to the strong model to everything; one point a step. */
  private curve(times?: Uint32Array): Point[] {
    const totals = this.totals(times);
    const points: Point[] = [{ share: 0, recovered: 0, missed: totals.winnable / totals.count, wasted: 0 }];
    let count = 0;
    let gain = 0;
    let won = 0;
    let wasted = 0;
    this.order.forEach((index, place) => {
      const prompt = this.promptAt(index);
      const drawn = times?.[index] ?? 1;
      count += drawn;
      gain += drawn * gainOf(prompt);
      won += drawn * Number(gainOf(prompt) > 0);
      wasted += drawn * prompt.weak;
      const next = this.order[place + 1];
      if (next !== undefined && this.scoreAt(next) === this.scoreAt(index)) return;
      points.push({
        share: count / totals.count,
        recovered: gain / totals.gain,
        missed: (totals.winnable - won) / totals.count,
        wasted: wasted / totals.count,
      });
    });
    return points;
  }

  private totals(times?: Uint32Array): { count: number; gain: number; winnable: number } {
    const totals = { count: 0, gain: 0, winnable: 0 };
    this.prompts.forEach((prompt, index) => {
      const drawn = times?.[index] ?? 1;
      totals.count += drawn;
      totals.gain += drawn * gainOf(prompt);
      totals.winnable += drawn * Number(gainOf(prompt) > 0);
    });
    return totals;
  }

  private promptAt(index: number): JudgedPrompt {
    return this.prompts[index] as JudgedPrompt;
  }

  private scoreAt(index: number): number {
    return this.scores[index] as number;
  }
}

function areaOf(points: readonly Point[]): number {
  return pairsOf(points).reduce(
    (sum, [from, to]) => sum + ((to.share - from.share) * (from.recovered + to.recovered)) / 2,
    0,
  );
}

function shareToRecover(points: readonly Point[], aim: number): number {
  const crossing = pairsOf(points).find(([, to]) => to.recovered >= aim);
  if (!crossing) return 1;
  const [from, to] = crossing;
  return from.share + ((aim - from.recovered) / (to.recovered - from.recovered)) * (to.share - from.share);
}

function valueAtHalf(points: readonly Point[], name: 'missed' | 'wasted'): number {
  const step = pairsOf(points).find(([, to]) => to.share >= HALF);
  if (!step) return Number.NaN;
  const [from, to] = step;
  return from[name] + ((HALF - from.share) / (to.share - from.share)) * (to[name] - from[name]);
}

function pairsOf(points: readonly Point[]): (readonly [Point, Point])[] {
  return points.slice(1).map((to, index) => [points[index] as Point, to] as const);
}
