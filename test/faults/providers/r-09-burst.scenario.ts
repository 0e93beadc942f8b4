import { setTimeout as pause } from 'node:timers/promises';
import { eventually, settled } from '../../support/eventually';
import type { Findings } from '../findings';
import { quantile } from '../latency';
import type { Plan } from '../plan';
import { SteadyLoad } from './steady-load';
import type { ChatClient, Told } from './chat-client';
import { FIRST, onProviderBed, type ProviderBed } from './provider-bed';

const REQUESTS_PER_SECOND = 100;
const CALM_MS = 1_500;
const RESET_MS = 1_500;
const MOST_FAILURES = 10;
/** Under way when the breaker opens. */
const IN_FLIGHT = 2;
const REJECTED_WITHIN_MS = 5;
const RECOVERED_WITHIN_MS = RESET_MS + 1_000;
/** Nobody was asked for so long: the breaker is open. */
const QUIET_MS = 300;

/** A provider that fails a while after it was sound: it is paused, tried again, and used as soon as it is well. */
export const burst = onProviderBed('r-09-burst', async (bed, plan, findings) => {
  const client = await bed.serve({ LLM_PROXY__BREAKER__RESET_MS: String(RESET_MS) });
  await client.connect(REQUESTS_PER_SECOND);
  const load = new SteadyLoad(client, REQUESTS_PER_SECOND, { model: 'pair' });
  await pause(CALM_MS);
  const sound = bed.asked('openai').length;
  bed.simulator.control('status=500', { vendor: 'openai' });
  const failedAtMs = performance.now();
  await eventually('the first failure', () => bed.asked('openai').length > sound);
  const failures = (await settled(() => bed.asked('openai').length, QUIET_MS)) - sound;
  findings.expectAtMost('failuresUntilPaused', failures, MOST_FAILURES + IN_FLIGHT);
  await rejections(bed, client, plan, findings);
  const recoveredMs = await recovery(bed, load);
  findings.expectInTime('recoveredAfterMs', recoveredMs, RECOVERED_WITHIN_MS, plan);
  await load.stop();
  findings.note('sent', load.sent);
  findings.expectZero('notServed', load.answers.filter(({ status }) => status !== 200).length);
  const fallbacks = load.between(failedAtMs, performance.now()).filter(({ provider }) => provider === 'grok');
  findings.expect('servedByFallback', fallbacks.length, fallbacks.length > 0, 'more than 0');
});

/** While the breaker is open, those who ask for this provider alone are told so at once; one request a reset tries it. */
async function rejections(bed: ProviderBed, client: ChatClient, plan: Plan, findings: Findings): Promise<void> {
  const [before, fromMs] = [bed.asked('openai').length, performance.now()];
  const direct = new SteadyLoad(client, REQUESTS_PER_SECOND, { model: FIRST });
  await pause(2 * RESET_MS);
  await direct.stop();
  const probes = bed.asked('openai').length - before;
  const resets = Math.ceil((performance.now() - fromMs) / RESET_MS);
  const rejected = direct.answers.filter(({ code }) => code === 'provider_unavailable');
  findings.note('rejected', rejected.length);
  findings.expectZero('rejectedOtherwise', direct.answers.length - rejected.length - countOf(direct.answers, 502));
  findings.expectZero(
    'rejectedWithoutRetryAfter',
    rejected.filter(({ retryAfterSeconds }) => !retryAfterSeconds).length,
  );
  findings.expect('probesWhileFailing', probes, probes >= 1 && probes <= resets, `1 to ${resets}, one a reset`);
  // By the gateway's clock: the clients, their providers and this bed share one process, which has its own pauses.
  const tookMs = (await bed.rowsOf(rejected)).map(({ latencyMs }) => latencyMs);
  const heardMs = rejected.map((told) => told.tookMs);
  findings.note('heardP50Ms', quantile(heardMs, 0.5));
  findings.note('heardP99Ms', quantile(heardMs, 0.99));
  findings.note('rejectP50Ms', quantile(tookMs, 0.5));
  findings.expectInTime('rejectP99Ms', quantile(tookMs, 0.99), REJECTED_WITHIN_MS, plan);
}

/** Milliseconds from the provider's recovery to the first answer of its. */
async function recovery(bed: ProviderBed, load: SteadyLoad): Promise<number> {
  bed.simulator.clear();
  const fromMs = performance.now();
  const isServed = (): boolean => load.answers.slice(-REQUESTS_PER_SECOND).some((told) => isRecovered(told, fromMs));
  await eventually('the provider serves again', isServed, 4 * RECOVERED_WITHIN_MS);
  return performance.now() - fromMs;
}

function isRecovered({ startedMs, provider, attempts }: Told, fromMs: number): boolean {
  return startedMs > fromMs && provider === 'openai' && attempts === 1;
}

function countOf(answers: readonly Told[], status: number): number {
  return answers.filter((told) => told.status === status).length;
}
