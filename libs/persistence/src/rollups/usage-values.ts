import type { RequestOutcome } from '@app/contracts';
import type { EntityManager } from 'typeorm';
import { usageColumn } from '../entities/usage-bucket.entity';
import { USAGE_COUNTERS } from './usage-counters';
import type { UsageTotals } from './usage-sums';

export const KEY_COLUMNS = ['dimension', 'bucket', 'entity', 'detail', 'outcome', 'is_stream'];
export const COUNTER_COLUMNS: readonly string[] = USAGE_COUNTERS.map(usageColumn);

const OUTCOME: Readonly<Record<RequestOutcome, string>> = {
  completed: `'completed'`,
  failed: `'failed'`,
  cancelled: `'cancelled'`,
};

/** Rows as the text of a statement, and what goes with it. */
export interface UsageValues {
  readonly tuples: string;
  readonly parameters: string[];
}

/**
 * Writes rows as `(…),(…)`. What comes from outside is a parameter. Our own numbers are written out: the driver spends
 * more on handing over a hundred parameters a row than all the rest costs. The counters that no row has anything in
 * are left out; the three grains mostly share their sums, whose text is then made once.
 */
export class UsageValuesWriter {
  readonly columns: readonly string[];
  private readonly positions: readonly number[];
  private readonly texts = new Map<readonly number[], string>();

  /** `totals`: all that has a counter which will be written. */
  constructor(
    private readonly driver: EntityManager['connection']['driver'],
    totals: readonly UsageTotals[],
  ) {
    this.positions = usedPositions(totals);
    this.columns = this.positions.map((position) => COUNTER_COLUMNS[position] ?? '');
  }

  valuesOf(rows: readonly UsageTotals[]): UsageValues {
    const parameters: string[] = [];
    const parameter = (name: string, value: string): string =>
      value === '' ? `''` : this.driver.createParameter(name, parameters.push(value) - 1);
    let tuples = '';
    for (const { dimension, bucket, entity, detail, outcome, isStream, sums } of rows) {
      const names = `${parameter('entity', entity)},${parameter('detail', detail)}`;
      const separator = tuples === '' ? '' : ',';
      tuples += `${separator}('${dimension}',${bucket},${names},${OUTCOME[outcome]},${isStream}${this.textOf(sums)})`;
    }
    return { tuples, parameters };
  }

  private textOf(sums: readonly number[]): string {
    const known = this.texts.get(sums);
    if (known !== undefined) return known;
    let text = '';
    for (const position of this.positions) text += `,${sums[position] ?? 0}`;
    this.texts.set(sums, text);
    return text;
  }
}

function usedPositions(totals: readonly UsageTotals[]): number[] {
  const isUsed = new Array<boolean>(USAGE_COUNTERS.length).fill(false);
  for (const sums of new Set(totals.map((row) => row.sums))) {
    for (let position = 0; position < sums.length; position += 1) if (sums[position] !== 0) isUsed[position] = true;
  }
  return [...isUsed.keys()].filter((position) => isUsed[position]);
}
