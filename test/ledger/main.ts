import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { killRounds, type KillReport } from './kill-rounds';

/** `npm run test:ledger [-- --kills 20 --rps 1000 --seed 1]`: 0 lost and 0 doubled, or exit code 1. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      rps: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const plan = {
    kills: Number(values.kills),
    requestsPerSecond: Number(values.rps),
    minLifeMs: 2_000,
    maxLifeMs: 6_000,
    seed: Number(values.seed),
  };
  console.log(
    `Killing the gateway ${plan.kills} times at ${plan.requestsPerSecond} requests a second (seed ${plan.seed}).`,
  );
  const report = await killRounds(plan, console.log);
  console.log(table(report));
  if (report.lost + report.doubled + report.otherCost > 0 || report.rollUpDifference !== 0) process.exitCode = 1;
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
