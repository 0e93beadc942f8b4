import { setTimeout as pause } from 'node:timers/promises';
import { ADMIN_PASSWORD } from '../../support/admin-client';
import type { Findings } from '../findings';
import { quantile } from '../latency';
import type { Plan, Scenario } from '../plan';
import type { ChatClient, Told } from '../providers/chat-client';
import { onProviderBed } from '../providers/provider-bed';
import { SteadyLoad } from '../providers/steady-load';
import { openDashboards, type Dashboard } from './live-dashboards';

const DASHBOARDS = 200;
const FROZEN = 5;
const EVENTS_PER_SECOND = 2_000;
/** The others are refused, which makes events too and asks little of the machine that all of this runs on. */
const SERVED_PER_SECOND = 50;
/** Each begins and ends. */
const EVENTS_OF_A_REQUEST = 2;
const CONNECTIONS = 200;
const WARM_UP_SECONDS = 3;
const MAX_FRAMES_PER_SECOND = 20;

/** Many dashboards watch a busy gateway, some of them frozen: clients notice little, and the frozen are let go or lose events. */
export const dashboards: Scenario = onProviderBed('r-37-dashboards', async (bed, plan, findings) => {
  const client = await bed.serve({ LLM_PROXY__ADMIN_PASSWORD: ADMIN_PASSWORD });
  await client.connect(CONNECTIONS);
  await traffic(client, { ...plan, seconds: WARM_UP_SECONDS });
  const { answers: unwatched } = await traffic(client, plan);
  const open = await openDashboards(bed.url, DASHBOARDS);
  findings.expect('dashboards', open.length, open.length === DASHBOARDS, String(DASHBOARDS));
  const [frozen, awake] = [open.slice(0, FROZEN), open.slice(FROZEN)];
  for (const dashboard of frozen) dashboard.freeze();
  const startedMs = performance.now();
  const { answers: watched, sent } = await traffic(client, plan);
  const seconds = (performance.now() - startedMs) / 1_000;
  findings.note('eventsPerSecond', (sent * EVENTS_OF_A_REQUEST) / seconds);
  findings.note('p99UnwatchedMs', p99(unwatched));
  findings.note('p99WatchedMs', p99(watched));
  const notServed = [...unwatched, ...watched].filter(({ status }) => status !== 200);
  if (notServed.length > 0) findings.note('codes', [...new Set(notServed.map(({ code }) => code))].join());
  findings.expectZero('notServed', notServed.length);
  judge(findings, awake, seconds);
  findings.note('frozenClosed', frozen.filter(({ socket }) => socket.readyState !== socket.OPEN).length);
  findings.expect('isReadyAfter', String(await bed.isReady()), await bed.isReady(), 'true');
  for (const { socket } of open) socket.terminate();
});

function judge(findings: Findings, awake: readonly Dashboard[], seconds: number): void {
  const frames = Math.max(...awake.map((dashboard) => dashboard.frames)) / seconds;
  findings.expectZero('awakeClosed', awake.filter(({ closeCode }) => closeCode !== undefined).length);
  findings.expectZero('awakeWithoutFrames', awake.filter((dashboard) => dashboard.frames === 0).length);
  findings.expectAtMost('framesPerSecond', frames, MAX_FRAMES_PER_SECOND);
  findings.note('mbPerSecond', awake.reduce((sum, { bytes }) => sum + bytes, 0) / seconds / 1_048_576);
  findings.note(
    'droppedForTheAwake',
    awake.reduce((sum, { dropped }) => sum + dropped, 0),
  );
}

/** Answers that cost something, whose time is told, and refusals, which are as good as events. */
async function traffic(client: ChatClient, plan: Plan): Promise<{ answers: readonly Told[]; sent: number }> {
  const served = new SteadyLoad(client, SERVED_PER_SECOND, { model: 'pair' });
  const refusals = EVENTS_PER_SECOND / EVENTS_OF_A_REQUEST - SERVED_PER_SECOND;
  const refused = new SteadyLoad(client, refusals, { model: 'a model that nobody has' });
  await pause(plan.seconds * 1_000);
  await Promise.all([served.stop(), refused.stop()]);
  return { answers: served.answers, sent: served.sent + refused.sent };
}

function p99(answers: readonly Told[]): number {
  return quantile(
    answers.map(({ tookMs }) => tookMs),
    0.99,
  );
}
