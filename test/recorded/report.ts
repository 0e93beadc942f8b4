import { grouped } from './grouped';
import type { CutDifferences, Outcome } from './replay/replay-case';

const MAX_LINE_CHARS = 600;

/** One line for a case that failed or was left out, and the counts last. */
export function report(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap((outcome) => {
    if (outcome.result === 'passed') return [];
    return outcome.result === 'skipped'
      ? [`not offered  ${outcome.id}: ${outcome.reason}`]
      : [`FAILED  ${outcome.id}: ${whatDiffers(outcome.differences)}`.slice(0, MAX_LINE_CHARS)];
  });
  const count = (result: Outcome['result']): number => outcomes.filter((outcome) => outcome.result === result).length;
  return [...lines, `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`].join('\n');
}

/** Cuts that differ alike are told of together. */
function whatDiffers(found: readonly CutDifferences[]): string {
  const alike = grouped(found, ({ differences }) => differences.join('; '));
  return [...alike].map(([text, cuts]) => `[${cuts.map(({ cut }) => cut).join(' ')}] ${text}`).join(' | ');
}
