import type { RequestRecord } from '@app/contracts';
import type { EntityManager } from 'typeorm';
import { usageRowsOf } from './usage-rows';
import { addTotals } from './write-usage';

/**
 * Adds the records to the roll-ups. Called inside the transaction that inserts their rows, and with those alone that
 * were new: nothing here would notice that a record is counted a second time.
 */
export function addUsage(manager: EntityManager, records: readonly RequestRecord[]): Promise<void> {
  return addTotals(manager, usageRowsOf(records));
}
