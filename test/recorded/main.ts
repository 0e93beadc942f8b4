import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { readCases } from './cases/read-cases';
import { replayFolder } from './replay/replay-folder';
import { report } from './report';

/** Seen from `dist/test/recorded`. */
const OWN_SAMPLES = join(__dirname, '../../../test/recorded/samples');

/** `npm run test:recorded`: replays the folder named by RECORDED_DIR, or the samples of this repository. */
async function main(): Promise<void> {
  const { RECORDED_DIR: given = '' } = process.env;
  const folder = resolve(given === '' ? OWN_SAMPLES : given);
  const found = readCases(folder);
  const outcomes = await replayFolder(found);
  console.log(`Recorded traffic in ${folder}, each case whole and cut at 1, 2, 7 and 64 bytes:`);
  console.log(report(outcomes));
  if (outcomes.length === 0) console.error(`There is no recorded case in ${folder}.`);
  if (outcomes.length === 0 || outcomes.some(({ result }) => result === 'failed')) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
