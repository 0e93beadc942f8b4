import type { RequestRecord } from '@app/contracts';
import type { EntityManager } from 'typeorm';
import { priceChangeOf } from './usage-counters';
import type { RequestPrice } from './usage-counters';
import { rowsOfGrains } from './usage-rows';
import { UsageSums } from './usage-sums';
import { changeTotals } from './write-usage';

export interface CostChange {
  /** The row as it was stored before. */
  readonly record: RequestRecord;
  readonly to: RequestPrice;
}

/**
 * Moves the roll-ups from the old prices of the records to the new ones. Called inside the transaction that changes
 * their rows. Buckets that retention has removed stay away.
 */
export function adjustCost(manager: EntityManager, changes: readonly CostChange[]): Promise<void> {
  const sums = new UsageSums();
  for (const { record, to } of changes) sums.add(record, priceChangeOf(record, to));
  return changeTotals(manager, rowsOfGrains(sums.sorted()));
}
