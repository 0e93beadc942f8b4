import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { RequestRecord } from '@app/contracts';
import { openForSeeding } from '../../../libs/persistence/src/testing/seeding';
import { SeededRequests } from './seeded-requests';
import { trafficCurve } from './traffic-curve';

const DAY_MS = 24 * 60 * 60_000;
const QUARTER_MS = 15 * 60_000;
const DAYS = 60;
const ROWS_PER_STATEMENT = 100;

/** `npm run bench:seed -- --rows 10000000 --database <file>`: a database of two busy months, roll-ups included. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      database: { type: 'string' },
      seed: { type: 'string', default: '1' },
      /** End of the last request; with the seed, it decides every row. */
      now: { type: 'string', default: new Date().toISOString() },
    },
  });
  const { database } = values;
  if (database === undefined) throw new Error('Name the file to make: --database <file>');
  if (existsSync(database)) throw new Error(`"${database}" exists already; name a new file.`);
  await seed(database, Number(values.rows), Number(values.seed), Date.parse(values.now));
}

async function seed(file: string, rows: number, seedNumber: number, now: number): Promise<void> {
  const from = now - DAYS * DAY_MS;
  const counts = trafficCurve(from, now, rows);
  const requests = new SeededRequests(seedNumber);
  const began = performance.now();
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

  const seeding = await openForSeeding(file);
  try {
    for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < now; day += DAY_MS) {
      await seeding.fillDay(day, traffic);
      const seconds = (performance.now() - began) / 1_000;
      process.stderr.write(
        `${new Date(day).toISOString().slice(0, 10)}  ${done} of ${rows} rows  ${seconds.toFixed(0)} s\n`,
      );
    }
  } finally {
    await seeding.close();
  }
  const minutes = (performance.now() - began) / 60_000;
  process.stderr.write(`${file}: ${(statSync(file).size / 1e9).toFixed(2)} GB in ${minutes.toFixed(1)} minutes\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
