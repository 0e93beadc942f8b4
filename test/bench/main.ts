import { parseArgs } from 'node:util';
import { measureHangUp, type HangUp } from './hang-up';
import { startBenchProcesses, type BenchProcesses } from './processes';
import { report, type ScenarioResult } from './report';
import { SCENARIOS } from './scenarios';
import { measureRound, median, type Round } from './load';

const ROUNDS = 5;

/** `npm run bench`: what the gateway costs beside a bare proxy, both measured in turns in one run. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: String(ROUNDS) } },
  });
  const processes = await startBenchProcesses();
  try {
    const results: ScenarioResult[] = [];
    for (const scenario of SCENARIOS) {
      results.push({ scenario, ...(await measureInTurns(processes, scenario, Number(values.rounds))) });
    }
    const hangUp: HangUp = await measureHangUp(processes);
    console.log(values.json ? JSON.stringify({ scenarios: results, hangUp }) : report(results, hangUp));
  } finally {
    await processes.stop();
  }
}

/** Alternates, so that a noisy neighbour meets both; the first round of each only warms up. */
async function measureInTurns(
  { floor, gateway }: BenchProcesses,
  scenario: (typeof SCENARIOS)[number],
  rounds: number,
): Promise<Pick<ScenarioResult, 'floor' | 'gateway'>> {
  const floorRounds: Round[] = [];
  const gatewayRounds: Round[] = [];
  for (let round = 0; round <= rounds; round++) {
    const floorRound = await measureRound(floor, scenario);
    const gatewayRound = await measureRound(gateway, scenario);
    if (round === 0) continue;
    floorRounds.push(floorRound);
    gatewayRounds.push(gatewayRound);
  }
  return { floor: median(floorRounds), gateway: median(gatewayRounds) };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
