import { amountsOf, doublingsOf } from '../../../libs/routing/src/score/signal-amounts';
import { SIGNAL_WEIGHTS, type SignalName } from '../../../libs/routing/src/score/signal-weights';
import { quantileOf } from './bootstrap';
import { boundedRidge, type Observation } from './bounded-ridge';
import { bySuite, gainOf, type JudgedPrompt } from './judged-prompts';
import { RankedPrompts } from './routing-curve';
import { viewOf } from './routers';

/** Chosen by cross-validation within the fitting half. */
const PENALTY = 0.3;
const FOLDS = 5;
const STEPS = 20;
const POINTS = 100;
const QUANTILES = 1_000;
const FIRST_OPTION = '\nA. ';
const NAMES = Object.keys(SIGNAL_WEIGHTS) as SignalName[];

export interface Fit {
  readonly points: Readonly<Record<SignalName, number>>;
  /** The raw scores below which 0, 5, 10 ... 100 % of the reference prompts lie. */
  readonly shareTable: readonly number[];
  /** APGR in the fitting half by weights of the other folds, by suite: what signals may be chosen by. */
  readonly crossValidated: ReadonlyMap<string, number>;
}

/** A prompt and the doublings of each of its signals. */
interface Measured {
  readonly prompt: JudgedPrompt;
  readonly signals: readonly number[];
}

export function fitSignals(prompts: readonly JudgedPrompt[]): Fit {
  const suites = [...bySuite(prompts).values()].map((suite) => suite.map(measured));
  const weights = weightsOf(suites);
  return {
    points: Object.fromEntries(NAMES.map((name, index) => [name, weights[index]])) as Record<SignalName, number>,
    shareTable: shareTableOf(suites, weights),
    crossValidated: crossValidate(suites),
  };
}

function measured(prompt: JudgedPrompt): Measured {
  const amounts = amountsOf(viewOf(prompt.prompt));
  return { prompt, signals: NAMES.map((name) => doublingsOf(amounts[name])) };
}

function weightsOf(suites: readonly (readonly Measured[])[]): number[] {
  const bounds = NAMES.map((name) => SIGNAL_WEIGHTS[name].least);
  return boundedRidge(suites.flatMap(centred), bounds, PENALTY).map((weight) => Math.round(weight * 100) / 100);
}

/**
 * The score orders prompts within a suite, so each suite has its own mean (that of the signals will do: then the mean gain has
 * no part in any product); and suites count alike, whatever their size.
 */
function centred(suite: readonly Measured[]): Observation[] {
  const means = NAMES.map((_, index) => meanOf(suite.map(({ signals }) => signals[index] as number)));
  return suite.map(({ prompt, signals }) => ({
    signals: signals.map((signal, index) => signal - (means[index] as number)),
    value: POINTS * gainOf(prompt),
    weight: 1 / suite.length,
  }));
}

function crossValidate(suites: readonly (readonly Measured[])[]): Map<string, number> {
  const scores = suites.map((suite) => suite.map(() => 0));
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = weightsOf(suites.map((suite) => suite.filter((_, index) => index % FOLDS !== fold)));
    suites.forEach((suite, number) =>
      suite.forEach(({ signals }, index) => {
        if (index % FOLDS === fold) (scores[number] as number[])[index] = rawOf(signals, weights);
      }),
    );
  }
  return new Map(
    suites.map((suite, number) => {
      const prompts = suite.map(({ prompt }) => prompt);
      return [
        (prompts[0] as JudgedPrompt).suite,
        new RankedPrompts(prompts, scores[number] as number[]).figures().apgr,
      ];
    }),
  );
}

/**
 * The reference: each suite as it stands, and where it has answer options, once more without them, as people ask. All count
 * alike, by as many quantiles of each. It begins at 0, so that the simplest are still told apart.
 */
function shareTableOf(suites: readonly (readonly Measured[])[], weights: readonly number[]): number[] {
  const stems = suites.map((suite) => suite.flatMap(({ prompt }) => withoutOptions(prompt)).map(measured));
  const reference = [...suites, ...stems.filter((suite) => suite.length > 0)].flatMap((suite) => {
    const sorted = suite.map(({ signals }) => rawOf(signals, weights)).sort((a, b) => a - b);
    return Array.from({ length: QUANTILES + 1 }, (_, index) => quantileOf(sorted, index / QUANTILES));
  });
  reference.sort((a, b) => a - b);
  return Array.from({ length: STEPS + 1 }, (_, step) =>
    step === 0 ? 0 : Math.round(quantileOf(reference, step / STEPS) * 100) / 100,
  );
}

function withoutOptions(prompt: JudgedPrompt): JudgedPrompt[] {
  const end = prompt.prompt.indexOf(FIRST_OPTION);
  return end === -1 ? [] : [{ ...prompt, prompt: prompt.prompt.slice(0, end) }];
}

function rawOf(signals: readonly number[], weights: readonly number[]): number {
  return signals.reduce((sum, signal, index) => sum + signal * (weights[index] as number), 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
