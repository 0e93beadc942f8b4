import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { JournalDurability } from '@app/config';
import { killRounds, type KillReport } from './kill-rounds';

/**
 * `npm run test:ledger [-- --kills 20 --rps 1000 --seed 1]`: 0 lost and 0 doubled, or exit code 1. `--durability memory` shows
 * that it would notice.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      rps: { type: 'string', default: '1000' },
      durability: { type: 'string', default: 'process' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const plan = {
    kills: Number(values.kills),
    requestsPerSecond: Number(values.rps),
    minLifeMs: 2_000,
    maxLifeMs: 6_000,
    seed: Number(values.seed),
    durability: durabilityOf(values.durability),
  };
  console.log(
    `Killing the gateway ${plan.kills} times at ${plan.requestsPerSecond} requests a second (seed ${plan.seed}).`,
  );
  const report = await killRounds(plan, console.log);
  console.log(table(report));
  if (report.lost + report.doubled + report.otherCost > 0 || report.rollUpDifference !== 0) process.exitCode = 1;
}

function durabilityOf(text: string): JournalDurability {
  if (text === 'process' || text === 'power' || text === 'memory') return text;
  throw new Error('--durability is process, power or memory.');
}

function table(report: KillReport): string {
  return [
    `sent            ${report.sent}`,
    `unanswered      ${report.unanswered}`,
    `acknowledged    ${report.acknowledged} (${report.acknowledgedPerSecond.toFixed(0)} a second)`,
    `rows            ${report.rows}`,
    `lost            ${report.lost}`,
    `doubled         ${report.doubled}`,
    `other cost      ${report.otherCost}`,
    `roll-ups differ ${report.rollUpDifference} nano-USD`,
    `slowest restart ${report.slowestRestartMs.toFixed(0)} ms`,
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
