import { request } from 'node:http';
import type { BenchProcesses } from './processes';

/** Milliseconds from the client's hang-up until the provider saw its connection close. */
export interface HangUp {
  readonly times: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const TIMES = 50;

/** Leaves streams in the middle and asks the upstream when it noticed. */
export async function measureHangUp(processes: BenchProcesses): Promise<HangUp> {
  const delaysMs: number[] = [];
  for (let i = 0; i < TIMES; i++) delaysMs.push(await leaveOnce(processes));
  delaysMs.sort((a, b) => a - b);
  return {
    times: TIMES,
    p50Ms: delaysMs[Math.floor(TIMES * 0.5)] ?? 0,
    p99Ms: delaysMs[Math.floor(TIMES * 0.99)] ?? 0,
  };
}

function leaveOnce({ gateway, nextHangUp }: BenchProcesses): Promise<number> {
  const body = JSON.stringify({
    model: 'openai/x-paced',
    stream: true,
    messages: [{ role: 'user', content: 'Go on.' }],
  });
  const noticed = nextHangUp();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${gateway.origin}/v1/chat/completions`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...gateway.headers } },
      (response) => {
        response.once('data', () => {
          const leftAtNs = process.hrtime.bigint();
          response.destroy();
          noticed.then((seenAtNs) => resolve(Number(seenAtNs - leftAtNs) / 1e6), reject);
        });
      },
    );
    outgoing.once('error', () => undefined);
    outgoing.end(body);
  });
}
