import { setTimeout as pause } from 'node:timers/promises';
import type { ChatClient } from '../providers/chat-client';
import { SteadyLoad } from '../providers/steady-load';
import type { Findings } from '../findings';
import type { Plan } from '../plan';

/** How many requests are under way at once depends on the machine, and is not the subject. */
export const PATIENT = { LLM_PROXY__BREAKER__MAX_IN_FLIGHT: '100000' };
const BEFORE_AND_AFTER_MS = 1_000;

/** Does something while requests come in at a steady rate, none of which may fail. */
export async function unharmedTraffic(
  client: ChatClient,
  model: string,
  { plan, findings }: { readonly plan: Plan; readonly findings: Findings },
  work: () => Promise<void>,
): Promise<void> {
  const load = new SteadyLoad(client, plan.requestsPerSecond, { model });
  await pause(BEFORE_AND_AFTER_MS);
  try {
    await work();
    await pause(BEFORE_AND_AFTER_MS);
  } finally {
    await load.stop();
  }
  const failed = load.answers.filter(({ status }) => status !== 200);
  findings.note('requests', load.sent);
  findings.note('failures', [...new Set(failed.map(({ status, code }) => `${status} ${code ?? ''}`))].join(', '));
  findings.expectZero('failedRequests', failed.length + load.sent - load.answers.length);
}
