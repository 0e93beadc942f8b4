import type { RequestRecord } from '@app/contracts';
import { openForSeeding } from '../../../libs/persistence/src/testing/seeding';
import { SeededRequests } from './seeded-requests';
import { trafficCurve } from './traffic-curve';

const DAY_MS = 24 * 60 * 60_000;
const QUARTER_MS = 15 * 60_000;
const DAYS = 60;
const ROWS_PER_STATEMENT = 100;

export interface LedgerSeed {
  /** A new file, or one whose ledger is empty. */
  readonly database: string;
  readonly rows: number;
  /** With `now`, it decides every row. */
  readonly seed: number;
  /** End of the last request, in epoch milliseconds. */
  readonly now: number;
  /** Ids; a hundred that nobody knows when left out. */
  readonly clients?: readonly string[];
  /** Called after each day. @param day epoch milliseconds of its start */
  readonly onDay?: (day: number, rowsSoFar: number) => void;
}

/** Fills a ledger with two busy months, roll-ups included. */
export async function seedLedger({ database, rows, seed, now, clients, onDay }: LedgerSeed): Promise<void> {
  const from = now - DAYS * DAY_MS;
  const counts = trafficCurve(from, now, rows);
  const requests = new SeededRequests(seed, clients);
  let done = 0;
  const traffic = function* (start: number): Generator<readonly RequestRecord[]> {
    const count = counts.get(start) ?? 0;
    const end = Math.min(start + QUARTER_MS, now);
    for (let first = 0; first < count; first += ROWS_PER_STATEMENT) {
      const length = Math.min(ROWS_PER_STATEMENT, count - first);
      yield Array.from({ length }, (_, index) =>
        requests.at(start + Math.floor(((first + index) * (end - start)) / count)),
      );
      done += length;
    }
  };

  const seeding = await openForSeeding(database);
  try {
    for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < now; day += DAY_MS) {
      await seeding.fillDay(day, traffic);
      onDay?.(day, done);
    }
  } finally {
    await seeding.close();
  }
}
