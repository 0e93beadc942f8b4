import { join } from 'node:path';
import { nanoUsdOfText } from '@app/common';
import { openDatabase } from '@app/persistence';
import type { Acknowledged } from './traffic';

export interface Verdict {
  readonly acknowledged: number;
  readonly rows: number;
  /** Acknowledged requests without a row. */
  readonly lost: number;
  /** Requests that the roll-ups count more often than once, and rows of one id beyond the first. */
  readonly doubled: number;
  /** Acknowledged requests whose row names another cost than their client was told. */
  readonly otherCost: number;
  /** Nano-USD by which the roll-ups differ from the rows. */
  readonly rollUpDifference: number;
}

interface Totals {
  readonly requests: number;
  readonly distinct: number;
  readonly cost: number;
}

/** Reads the ledger as any other process would. */
export async function verdictOf(
  traffic: { readonly acknowledged: readonly Acknowledged[] },
  dataDir: string,
): Promise<Verdict> {
  const database = await openDatabase(join(dataDir, 'gophergate.db'));
  try {
    return await database.reader.run(async (manager) => {
      const costs = new Map<string, number | null>();
      const rows = await manager.query<{ id: string; cost: number | null }[]>(
        'SELECT request_id AS id, cost_nano_usd AS cost FROM requests',
      );
      for (const { id, cost } of rows) costs.set(id, cost);
      const [kept] = await manager.query<Totals[]>(
        'SELECT COUNT(*) AS requests, COUNT(DISTINCT request_id) AS "distinct", SUM(cost_nano_usd) AS cost FROM requests',
      );
      const [summed] = await manager.query<Totals[]>(
        `SELECT SUM(requests) AS requests, SUM(cost_nano_usd) AS cost FROM usage_quarters WHERE dimension = 'all'`,
      );
      const { acknowledged } = traffic;
      return {
        acknowledged: acknowledged.length,
        rows: rows.length,
        lost: acknowledged.filter(({ requestId }) => !costs.has(requestId)).length,
        doubled: rows.length - costs.size + ((summed?.requests ?? 0) - (kept?.requests ?? 0)),
        otherCost: acknowledged.filter(
          ({ requestId, cost }) =>
            cost !== undefined && costs.has(requestId) && nanoUsdOfText(cost) !== costs.get(requestId),
        ).length,
        rollUpDifference: (summed?.cost ?? 0) - (kept?.cost ?? 0),
      };
    });
  } finally {
    await database.close();
  }
}
