import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seedLedger } from './seed-ledger';

/** `npm run bench:seed -- --rows 10000000 --database <file>`: a database of two busy months, roll-ups included. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      database: { type: 'string' },
      seed: { type: 'string', default: '1' },
      now: { type: 'string', default: new Date().toISOString() },
    },
  });
  const { database } = values;
  if (database === undefined) throw new Error('Name the file to make: --database <file>');
  if (existsSync(database)) throw new Error(`"${database}" exists already; name a new file.`);
  const [rows, began] = [Number(values.rows), performance.now()];
  const onDay = (day: number, done: number): void => {
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    process.stderr.write(`${new Date(day).toISOString().slice(0, 10)}  ${done} of ${rows} rows  ${seconds} s\n`);
  };
  await seedLedger({ database, rows, seed: Number(values.seed), now: Date.parse(values.now), onDay });
  const minutes = (performance.now() - began) / 60_000;
  process.stderr.write(
    `${database}: ${(statSync(database).size / 1e9).toFixed(2)} GB in ${minutes.toFixed(1)} minutes\n`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
