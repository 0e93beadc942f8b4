import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { systemClock } from '@app/common';
import {
  LedgerRepository,
  openDatabase,
  RequestRepository,
  UsageReportRepository,
  type Database,
} from '@app/persistence';
import { DEFAULT_READING, RequestListService, UsageReports } from '@app/telemetry';
import { SeededRandom } from '../../support/seeded-random';
import { questionsOf, type KnownNames, type Question } from './questions';
import { SteadyWriter } from './writer';

const ROWS_PER_SECOND = 50;
const MAX_P95_MS = 200;

interface Timing {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/**
 * `npm run bench:queries -- --database <file> [--rounds 40]`: asks every query of the dashboard while 50 rows a second are
 * written, and ends with 1 where the slowest twentieth of one takes longer than 200 ms. `npm run bench:seed` makes the file.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { database: { type: 'string' }, rounds: { type: 'string', default: '40' } },
  });
  if (values.database === undefined) throw new Error('--database <file> is needed; make one with npm run bench:seed.');
  const database = await openDatabase(values.database);
  const writer = new SteadyWriter(new LedgerRepository(database, systemClock), ROWS_PER_SECOND);
  try {
    const { names, rows } = await knownNames(database);
    console.log(`${rows} rows in ${values.database}; ${ROWS_PER_SECOND} more a second while it is asked.`);
    const reports = new UsageReports(new UsageReportRepository(database));
    const list = new RequestListService(new RequestRepository(database), systemClock, DEFAULT_READING);
    writer.start();
    const timings: Timing[] = [];
    for (const question of questionsOf(reports, list, names, new SeededRandom(1))) {
      timings.push(await timed(question, Number(values.rounds)));
    }
    await writer.stop();
    console.log(tableOf(timings));
    const slow = timings.filter(({ p95Ms }) => p95Ms > MAX_P95_MS);
    console.log(
      `${writer.written} rows written meanwhile. ${timings.length - slow.length} of ${timings.length} queries within ${MAX_P95_MS} ms at p95.`,
    );
    if (slow.length > 0) process.exitCode = 1;
  } finally {
    await writer.stop();
    await database.close();
  }
}

/** The first answer of a kind warms the page cache, as a dashboard that is in use has done. */
async function timed({ name, ask }: Question, rounds: number): Promise<Timing> {
  await ask();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    await ask();
    times.push(performance.now() - startedMs);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.max(0, Math.ceil(times.length * share) - 1)] ?? 0;
  return { name, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

async function knownNames(database: Database): Promise<{ names: KnownNames; rows: number }> {
  return database.reader.run(async (manager) => {
    const read = async <T>(sql: string): Promise<T[]> => manager.query<T[]>(sql);
    const latest = 'SELECT * FROM requests ORDER BY request_id DESC LIMIT 5000';
    const [newest] = await read<{ now: number }>('SELECT MAX(started_at) AS now FROM requests');
    const [count] = await read<{ rows: number }>(
      `SELECT SUM(requests) AS rows FROM usage_days WHERE dimension = 'all'`,
    );
    const clients = await read<{ id: string }>(`SELECT DISTINCT client_id AS id FROM (${latest})`);
    const groups = await read<{ name: string }>(
      `SELECT DISTINCT group_name AS name FROM (${latest}) WHERE group_name IS NOT NULL`,
    );
    const models = await read<{ providerId: string; model: string }>(
      `SELECT DISTINCT provider_id AS "providerId", served_model AS model FROM (${latest}) WHERE served_model IS NOT NULL`,
    );
    const ids = await read<{ id: string }>('SELECT request_id AS id FROM requests WHERE rowid % 100003 = 1 LIMIT 90');
    const names: KnownNames = {
      clients: clients.map(({ id }) => id),
      groups: groups.map(({ name }) => name),
      models,
      requestIds: ids.map(({ id }) => id),
      now: newest?.now ?? Date.now(),
    };
    return { names, rows: count?.rows ?? 0 };
  });
}

function tableOf(timings: readonly Timing[]): string {
  const width = Math.max(...timings.map(({ name }) => name.length));
  const ms = (value: number): string => `${value.toFixed(1).padStart(9)} ms`;
  return [
    `${'query'.padEnd(width)}          p50          p95          max`,
    ...timings.map(({ name, p50Ms, p95Ms, maxMs }) => `${name.padEnd(width)} ${ms(p50Ms)} ${ms(p95Ms)} ${ms(maxMs)}`),
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
