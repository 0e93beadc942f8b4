import type { PromptView } from '../prompt/prompt-view';
import { shareOf } from './share-table';
import { amountsOf, doublingsOf } from './signal-amounts';
import { SIGNAL_WEIGHTS, type SignalName } from './signal-weights';

/** One reason of a score: how much there was of it, and what that added. */
export interface ScoredSignal {
  readonly name: SignalName;
  readonly amount: number;
  readonly points: number;
}

export interface PromptScore {
  /** 0..1: the share of reference prompts that are simpler. */
  readonly share: number;
  /** The sum of the points. */
  readonly raw: number;
  /** Those that added something, the weightiest first. */
  readonly signals: readonly ScoredSignal[];
}

/** How much a prompt asks of a model. Without network, state or chance; docs/routing-score.md explains it. */
export function scoreOf(prompt: PromptView): PromptScore {
  const amounts = amountsOf(prompt);
  const signals: ScoredSignal[] = [];
  let raw = 0;
  for (const name of Object.keys(SIGNAL_WEIGHTS) as SignalName[]) {
    const amount = amounts[name];
    const points = SIGNAL_WEIGHTS[name].points * doublingsOf(amount);
    if (points <= 0) continue;
    raw += points;
    signals.push({ name, amount, points });
  }
  signals.sort((a, b) => b.points - a.points);
  return { share: shareOf(raw), raw, signals };
}
