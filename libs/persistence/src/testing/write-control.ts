import { systemClock, type Clock } from '@app/common';
import type { Actor } from '@app/contracts';
import { ControlChanges } from '../control/control-changes';
import type { ControlTransaction } from '../control/control-transaction';
import type { Database } from '../database/database';

const ACTOR: Actor = { kind: 'system', id: null, name: 'tester', role: null, address: null, requestId: null };
const AUDIT = {
  action: 'config.test',
  entity: 'config',
  entityId: '',
  entityName: '',
  before: null,
  after: null,
} as const;

/** Writes past all checks, as another process of the same installation would: the version rises. */
export function writeControl<T>(
  database: Database,
  work: (transaction: ControlTransaction) => Promise<T>,
  clock: Clock = systemClock,
): Promise<T> {
  return new ControlChanges(database, clock).make(ACTOR, async (transaction) => ({
    result: await work(transaction),
    audit: [AUDIT],
  }));
}
