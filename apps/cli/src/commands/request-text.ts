import { usdText } from '@app/common';
import type { RequestDetail } from '@app/contracts';
import { table } from '../output';

/** One request, a line each; what is not known is left out. */
export function requestText({ request, formulaText, repricings }: RequestDetail): string {
  const { costFormula: _, startedAt, costNanoUsd, savedNanoUsd, ...rest } = request;
  const known = Object.entries(rest).flatMap(([name, value]) =>
    value === null || typeof value === 'object' ? [] : [[name, String(value)]],
  );
  const rows = [
    ['startedAt', new Date(startedAt).toISOString()],
    ...known,
    ...(costNanoUsd === null ? [] : [['cost', `$${usdText(costNanoUsd)}`]]),
    ...(savedNanoUsd === null ? [] : [['saved', `$${usdText(savedNanoUsd)}`]]),
    ...repricings.map(({ repricedAt, runId }) => ['repriced', `${new Date(repricedAt).toISOString()} (run ${runId})`]),
  ];
  return [table(['Field', 'Value'], rows), ...(formulaText === null ? [] : ['', formulaText])].join('\n');
}
