import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import type { Subject } from './processes';
import type { Scenario } from './scenarios';

/** One round of one scenario against one process. */
export interface Round {
  /** CPU time (user and system) of the process under load, microseconds a request. */
  readonly cpuMicrosPerRequest: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Kernel ticks a second in /proc; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export async function measureRound({ origin, pid, headers }: Subject, scenario: Scenario): Promise<Round> {
  const pool = new Pool(origin, { connections: scenario.concurrency, pipelining: 1 });
  const latencies: number[] = [];
  let left = scenario.requests;
  const work = async (): Promise<void> => {
    while (left-- > 0) {
      const startedMs = performance.now();
      const answer = await pool.request({
        method: 'POST',
        path: '/v1/chat/completions',
        headers: { 'content-type': 'application/json', ...headers },
        body: scenario.body,
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${origin} answered ${answer.statusCode}: ${text.slice(0, 200)}`);
      latencies.push(performance.now() - startedMs);
    }
  };
  const cpuBefore = cpuMicrosOf(pid);
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: scenario.concurrency }, work));
  const elapsedMs = performance.now() - startedMs;
  const cpuMicros = cpuMicrosOf(pid) - cpuBefore;
  await pool.close();
  latencies.sort((a, b) => a - b);
  return {
    cpuMicrosPerRequest: cpuMicros / scenario.requests,
    requestsPerSecond: (scenario.requests * 1000) / elapsedMs,
    p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
  };
}

export function median(rounds: readonly Round[]): Round {
  const middle = (pick: (round: Round) => number): number =>
    rounds.map(pick).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  return {
    cpuMicrosPerRequest: middle((round) => round.cpuMicrosPerRequest),
    requestsPerSecond: middle((round) => round.requestsPerSecond),
    p50Ms: middle((round) => round.p50Ms),
    p99Ms: middle((round) => round.p99Ms),
  };
}

function cpuMicrosOf(pid: number): number {
  // The second field is the name in brackets and may hold blanks; utime and stime are the 14th and 15th.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / TICKS_PER_SECOND;
}
