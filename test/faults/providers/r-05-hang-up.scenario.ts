import { setTimeout as pause } from 'node:timers/promises';
import { isRecord } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import type { RecordedRequest } from '../../../apps/simulator/src/request-log';
import { eventually } from '../../support/eventually';
import type { Findings } from '../findings';
import { quantile } from '../latency';
import type { Plan } from '../plan';
import type { ChatClient } from './chat-client';
import { FIRST, onProviderBed, type ProviderBed } from './provider-bed';

const HANG_UPS = 200;
const AT_ONCE = 40;
/** In the middle of a pause of the provider, where nothing is on its way: what came is what was forwarded. */
const EXACT = 20;
const EXACT_TOKENS = 12;
const CLOSED_WITHIN_MS = 100;
/** By hand clients stay for two seconds, in short runs for less. */
const LONGEST_STAY_MS = 2_000;
/** Far below the hang-ups of a run: were they failures, the provider would be paused by them. */
const BREAKER_VOLUME = 10;

interface Leaving {
  readonly requestId: string;
  readonly say: string;
  readonly leftAt: number;
  readonly tokens: number;
}

/** A client leaves in mid-stream: its provider is stopped at once, what came is billed, and nobody is paused for it. */
export const hangUp = onProviderBed('r-05-hang-up', async (bed, plan, findings) => {
  const client = await bed.serve({ LLM_PROXY__BREAKER__VOLUME: String(BREAKER_VOLUME) });
  await client.connect(AT_ONCE);
  const left = await leaveInTheMiddle(bed, client, plan);
  await upstreamDelays(bed, left, plan, findings);
  const sent = new Map(bed.asked('openai').map((request) => [saidIn(request), request.tokensSent]));
  const rows = await bed.rowsOf(left);
  findings.note('hangUps', rows.length);
  findings.expectZero('notCancelled', rows.filter((row) => !isCancelled(row)).length);
  findings.expectZero('withoutCost', rows.filter(({ costNanoUsd }) => !costNanoUsd).length);
  const outside = left.filter(({ say, tokens }, at) => !isBetween(rows[at]?.outputTokens, tokens, sent.get(say)));
  findings.expectZero('tokensNotThosePassed', outside.length);
  const paused = await bed.rowsOf(await leaveInPause(bed, client));
  findings.expectZero('tokensNotExact', paused.filter(({ outputTokens }) => outputTokens !== EXACT_TOKENS).length);
  bed.simulator.clear();
  const { status } = await client.ask({ model: FIRST });
  findings.expect('statusAfterwards', status, status === 200, '200');
  findings.expectZero('providersPaused', Number(!(await bed.isReady())));
});

async function leaveInTheMiddle(bed: ProviderBed, client: ChatClient, plan: Plan): Promise<Leaving[]> {
  bed.simulator.control('tps=50;tokens=3000');
  const stayMs = Math.min(LONGEST_STAY_MS, plan.seconds * 50);
  const left: Leaving[] = [];
  while (left.length < HANG_UPS) {
    const wave = Array.from({ length: AT_ONCE }, (_, at) =>
      leave(client, `leaver ${left.length + at}`, () => pause(stayMs)),
    );
    left.push(...(await Promise.all(wave)));
  }
  return left;
}

async function leaveInPause(bed: ProviderBed, client: ChatClient): Promise<Leaving[]> {
  bed.simulator.clear();
  // The first event opens the message and holds no token.
  bed.simulator.control(`tps=200;tokens=3000;stall=${EXACT_TOKENS + 1}`, { times: EXACT });
  const all = Array.from({ length: EXACT }, (_, at) =>
    leave(client, `pauser ${at}`, (tokens) => eventually('all tokens', () => tokens() === EXACT_TOKENS)),
  );
  return Promise.all(all);
}

/** Begins a stream, waits as told, and is gone. */
async function leave(
  client: ChatClient,
  say: string,
  wait: (tokens: () => number) => Promise<unknown>,
): Promise<Leaving> {
  const { headers, body } = await client.send({ model: FIRST, isStream: true, say });
  let text = '';
  body.setEncoding('utf8').on('data', (part: string) => (text += part));
  body.on('error', () => undefined); // It ends because we leave.
  const tokens = (): number => text.split('"content":" ').length - 1;
  await wait(tokens);
  const leftAt = Date.now();
  body.destroy();
  return { requestId: String(headers['x-request-id']), say, leftAt, tokens: tokens() };
}

async function upstreamDelays(
  bed: ProviderBed,
  left: readonly Leaving[],
  plan: Plan,
  findings: Findings,
): Promise<void> {
  const closed = await eventually('all are closed upstream', () => {
    const seen = bed.asked('openai').filter(({ closedByClientAt }) => closedByClientAt !== undefined);
    const closedAt = new Map(seen.map((request) => [saidIn(request), request.closedByClientAt ?? 0]));
    return left.every(({ say }) => closedAt.has(say)) && closedAt;
  });
  const delays = left.map(({ say, leftAt }) => (closed.get(say) ?? 0) - leftAt);
  findings.note('closedP50Ms', quantile(delays, 0.5));
  findings.expectInTime('closedP99Ms', quantile(delays, 0.99), CLOSED_WITHIN_MS, plan);
}

function saidIn({ body }: RecordedRequest): string {
  const messages: unknown = isRecord(body) ? body['messages'] : undefined;
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return isRecord(last) ? String(last['content']) : '';
}

function isCancelled({ outcome, httpStatus, errorCode }: RequestRecord): boolean {
  return outcome === 'cancelled' && httpStatus === 499 && errorCode === 'client_gone';
}

/** What the client has read was forwarded; what the provider has sent may have been on its way. */
function isBetween(billed: number | null | undefined, read: number, sent = 0): boolean {
  return typeof billed === 'number' && billed >= read && billed <= sent;
}
