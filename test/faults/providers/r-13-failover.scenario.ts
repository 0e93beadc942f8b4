import { setTimeout as pause } from 'node:timers/promises';
import type { RequestRecord } from '@app/contracts';
import type { Findings } from '../findings';
import { SteadyLoad } from './steady-load';
import type { ChatClient, Told } from './chat-client';
import { onProviderBed, type ProviderBed } from './provider-bed';

const MOST_ATTEMPTS = 3;
const RETRY_SHARE = 0.2;
/** What a quiet gateway may save up. */
const BURST = 10;
const REQUESTS_PER_SECOND = 100;
const FIRST_BYTE_MS = 1_000;
/** Two attempts that time out are over when this is. */
const TOTAL_MS = 2 * FIRST_BYTE_MS;
/** For an attempt that began just before the deadline. */
const DEADLINE_MS = TOTAL_MS + FIRST_BYTE_MS;
const TOLERANCE_MS = 300;

/** What comes before the first word; each is the first target's, and the second answers. */
const FAILURES: readonly (readonly [name: string, control: string, isStream: boolean])[] = [
  ['error', 'status=500', false],
  ['reset', 'reset=0', false],
  ['silent', 'noanswer=1', false],
  ['emptyStream', 'halfclose=0', true],
  ['failedStream', 'errorevent=0', true],
  ['stalledStream', 'stall=0', true],
];

/** What fails before its first word is asked of another target, three times at most, in time, and seldom enough. */
export const failover = onProviderBed('r-13-failover', async (bed, plan, findings) => {
  const client = await bed.serve({
    // Not the subject here.
    LLM_PROXY__BREAKER__VOLUME: '10000',
    LLM_PROXY__UPSTREAM__FIRST_BYTE_MS: String(FIRST_BYTE_MS),
    LLM_PROXY__UPSTREAM__IDLE_MS: String(FIRST_BYTE_MS),
    LLM_PROXY__UPSTREAM__TOTAL_MS: String(TOTAL_MS),
  });
  for (const failure of FAILURES) await turnsToNext(bed, client, failure, findings);
  await threeAtMost(bed, client, findings);
  await inTime(bed, client, findings, plan.isTimeJudged);
  await seldom(bed, client, Math.min(plan.seconds, 10), findings);
});

async function turnsToNext(
  bed: ProviderBed,
  client: ChatClient,
  [name, control, isStream]: (typeof FAILURES)[number],
  findings: Findings,
): Promise<void> {
  bed.simulator.clear();
  bed.simulator.control(control, { vendor: 'openai' });
  const told = await client.ask({ model: 'pair', isStream });
  const outcome = `${told.status} by ${told.provider ?? 'nobody'} in ${told.attempts}`;
  findings.expect(`${name}Answered`, outcome, outcome === '200 by grok in 2', '200 by grok in 2');
  const [row] = await bed.rowsOf([told]);
  findings.expect(`${name}Tried`, tried(row), /^openai:\w+ grok:ok$/.test(tried(row)), 'openai:<error> grok:ok');
}

async function threeAtMost(bed: ProviderBed, client: ChatClient, findings: Findings): Promise<void> {
  bed.simulator.clear();
  bed.simulator.control('status=503');
  const rowsBefore = await bed.countRows();
  const told = await client.ask({ model: 'four' });
  findings.expect('askedOfFour', bed.simulator.requests.length, bed.simulator.requests.length === MOST_ATTEMPTS, '3');
  const [row] = await bed.rowsOf([told]);
  findings.expect('attemptsOnRow', row?.attempts ?? 0, row?.attempts === MOST_ATTEMPTS, '3');
  findings.expectZero('rowsTooMany', (await bed.countRows()) - rowsBefore - 1);
}

/** A provider that never answers takes a whole limit each time, so there is time for two. */
async function inTime(bed: ProviderBed, client: ChatClient, findings: Findings, isTimeJudged: boolean): Promise<void> {
  bed.simulator.clear();
  bed.simulator.control('noanswer=1');
  const told = await client.ask({ model: 'four' });
  findings.expectAtMost('askedUntilDeadline', bed.simulator.requests.length, 2);
  findings.expectInTime('deadlineMs', told.tookMs, DEADLINE_MS + TOLERANCE_MS, { isTimeJudged });
  findings.expect('deadlineCode', told.code ?? '', told.code === 'provider_timeout', 'provider_timeout');
}

/** All first targets fail all the time: what is asked in addition stays a fifth of the traffic. */
async function seldom(bed: ProviderBed, client: ChatClient, seconds: number, findings: Findings): Promise<void> {
  bed.simulator.clear();
  bed.simulator.control('status=500');
  const load = new SteadyLoad(client, REQUESTS_PER_SECOND, { model: 'four' });
  await pause(seconds * 1_000);
  await load.stop();
  const rows = await bed.rowsOf(load.answers);
  const asked = bed.simulator.requests.length;
  findings.note('requests', load.sent);
  findings.note('askedInAddition', asked - load.sent);
  findings.expectAtMost('askedBeyondShare', Math.max(0, asked - load.sent * (1 + RETRY_SHARE) - BURST), 0);
  findings.expectZero('attemptsNotOnRows', asked - sum(rows.map(({ attempts }) => attempts)));
  findings.expectZero('toldOtherwise', load.answers.filter((answer) => !isProviderError(answer)).length);
}

function tried(row: RequestRecord | undefined): string {
  const attempts = row?.routeTrace?.attempts ?? [];
  return attempts.map(({ providerId, errorCode }) => `${providerId}:${errorCode ?? 'ok'}`).join(' ');
}

function isProviderError({ status, code }: Told): boolean {
  return status === 502 && code === 'provider_error';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
