import type { Fit } from './fit';
import type { Estimate, RouterReport, SuiteReport } from './measure-routers';

/** The table for people; `--json` prints the same figures. */
export function reportText(suites: readonly SuiteReport[]): string {
  return suites.map(suiteText).join('\n\n');
}

/** To be pasted into signal-weights.ts and share-table.ts. */
export function fitText({ points, shareTable, crossValidated }: Fit): string {
  const weights = Object.entries(points).map(([name, value]) => `  ${name}: ${value}`);
  const apgr = [...crossValidated].map(([suite, value]) => `${suite} ${value.toFixed(3)}`).join(', ');
  return [
    `APGR by cross-validation in the fitting half: ${apgr}`,
    'Points for each doubling:',
    ...weights,
    `Share table: [${shareTable.join(', ')}]`,
  ].join('\n');
}

function suiteText({ suite, prompts, weak, strong, routers, scoreLessLength, isAimReached }: SuiteReport): string {
  return [
    `${suite}: ${prompts} prompts of the reporting half; weak ${percent(weak)}, strong ${percent(strong)} correct`,
    `${'router'.padEnd(9)}${HEADINGS.map((heading) => heading.padEnd(21)).join('')}tiers low/mid/high    p99`,
    ...routers.map(routerText),
    `score - length, APGR, paired: ${estimate(scoreLessLength)}`,
    `lower bound of the score at or above the length: ${isAimReached ? 'yes' : 'NO'}`,
  ].join('\n');
}

const HEADINGS = ['APGR', 'CPT50', 'CPT80', 'false-cheap@50%', 'waste@50%'];

function routerText({ router, figures, tiers, p99Ms }: RouterReport): string {
  const { apgr, cpt50, cpt80, falseCheap, waste } = figures;
  const cells = [apgr, cpt50, cpt80, falseCheap, waste].map((figure) => estimate(figure).padEnd(21));
  const shares = tiers?.map(percent).join('/') ?? '-';
  return `${router.padEnd(9)}${cells.join('')}${shares.padEnd(22)}${p99Ms.toFixed(4)} ms`;
}

function estimate({ value, low, high }: Estimate): string {
  return `${value.toFixed(3)} (${low.toFixed(3)}..${high.toFixed(3)})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
