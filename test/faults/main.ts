import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { CONTROL_SCENARIOS } from './control/scenarios';
import { loginTiming } from './access/login-timing.scenario';
import { dashboards } from './control/r-37-dashboards.scenario';
import { databaseFull } from './database-full.scenario';
import { Findings } from './findings';
import { journalFullRefuse } from './journal-full-refuse.scenario';
import { journalFullServe } from './journal-full-serve.scenario';
import { locked } from './locked.scenario';
import type { Plan, Scenario } from './plan';
import { PROVIDER_SCENARIOS } from './providers/scenarios';
import { table, type Result } from './table';
import { torn } from './torn.scenario';
import { mountProblem } from './volume';

const SCENARIOS: readonly Scenario[] = [
  locked,
  databaseFull,
  journalFullRefuse,
  journalFullServe,
  torn,
  ...PROVIDER_SCENARIOS,
  dashboards,
  ...CONTROL_SCENARIOS,
  loginTiming,
];
/** Set for the second start, inside a user namespace of its own. */
const INSIDE = 'GOPHERGATE_FAULTS_INSIDE';

/**
 * `npm run test:faults [-- --seconds 60 --rps 300 --only r-05 --seed 1 --tell-time]`: what the ledger promises while its disks and
 * its database fail, what the gateway does when its providers fail, and what
 * strangers can find out about logins. Figures that depend on time are compared with others of the same run and the same process.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '8' },
      rps: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string' },
      'tell-time': { type: 'boolean', default: false },
    },
  });
  const noVolume = mountProblem();
  if (noVolume !== undefined && canUnshare()) {
    runInside();
    return;
  }
  const plan: Plan = {
    seconds: Number(values.seconds),
    requestsPerSecond: Number(values.rps),
    seed: Number(values.seed),
    isTimeJudged: !values['tell-time'],
  };
  console.log(
    `Faults of ${plan.seconds} s each at ${plan.requestsPerSecond} requests a second, half JSON, half streams (seed ${plan.seed}).`,
  );
  const results: Result[] = [];
  for (const scenario of SCENARIOS) {
    if (!isMeant(scenario, values.only)) continue;
    const result = await resultOf(scenario, plan, noVolume);
    console.log(JSON.stringify({ pass: result.outcome !== 'failed', ...result }));
    results.push(result);
  }
  console.log(table(results));
  const counted = (outcome: Result['outcome']): number => results.filter((result) => result.outcome === outcome).length;
  if (counted('failed') > 0 || results.length === 0) process.exitCode = 1;
  console.log(`${counted('passed')} passed, ${counted('failed')} failed, ${counted('skipped')} skipped`);
}

/** By its name, or by the number that begins it. */
function isMeant({ id }: Scenario, only: string | undefined): boolean {
  return only === undefined || id === only || id.startsWith(`${only}-`);
}

async function resultOf(scenario: Scenario, plan: Plan, noVolume: string | undefined): Promise<Result> {
  const { id } = scenario;
  if (scenario.needsVolume && noVolume !== undefined) {
    return { id, outcome: 'skipped', numbers: {}, failures: [`no volume can be mounted here: ${noVolume}`] };
  }
  const findings = new Findings();
  try {
    await scenario.run(plan, findings);
  } catch (error) {
    findings.failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const { numbers, failures } = findings;
  return { id, outcome: failures.length === 0 ? 'passed' : 'failed', numbers, failures };
}

/** Somebody who is not root may mount in a namespace of their own. */
function canUnshare(): boolean {
  return process.env[INSIDE] === undefined && spawnSync('unshare', ['-rm', 'true']).status === 0;
}

function runInside(): void {
  const { status } = spawnSync('unshare', ['-rm', process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: '1' },
  });
  process.exitCode = status ?? 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
