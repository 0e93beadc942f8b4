import type { Findings } from '../findings';
import { inTurn } from './steady-load';
import type { ChatClient } from './chat-client';
import { FIRST, onProviderBed, type ProviderBed } from './provider-bed';

const VOLUME = 5;
/** Were they failures, the breaker would open four times over. */
const TIMES = 20;

/** A provider's 4xx: the caller's own mistakes stay his, and what is the gateway's never looks like one of his. */
export const refusals = onProviderBed('r-14-refusals', async (bed, _plan, findings) => {
  const client = await bed.serve({ LLM_PROXY__BREAKER__VOLUME: String(VOLUME) });
  for (const status of [400, 422]) await callersMistake(bed, client, status, findings);
  for (const status of [401, 403]) await keyRefused(bed, client, status, findings);
  await modelGone(bed, client, findings);
});

async function callersMistake(bed: ProviderBed, client: ChatClient, status: number, findings: Findings): Promise<void> {
  bed.simulator.clear();
  bed.simulator.control(`status=${status}`, { vendor: 'openai' });
  const answers = await inTurn(client, TIMES, { model: 'pair' });
  findings.expectZero(`told${status}Otherwise`, answers.filter((told) => told.status !== 400).length);
  findings.expectZero(`retried${status}`, bed.simulator.requests.length - TIMES);
  bed.simulator.clear();
  const sound = await client.ask({ model: FIRST });
  findings.expect(`after${status}`, sound.status, sound.status === 200, '200: the breaker has not counted');
  findings.expectZero(`pausedBy${status}`, Number(!(await bed.isReady())));
}

async function keyRefused(bed: ProviderBed, client: ChatClient, status: number, findings: Findings): Promise<void> {
  bed.simulator.clear();
  // Another provider each time: the alarm of one is not repeated within a minute.
  const [vendor, group, model] = status === 401 ? ALARMED_BY_401 : ALARMED_BY_403;
  bed.simulator.control(`status=${status}`, { vendor });
  const byOther = await client.ask({ model: group });
  const outcome = `${byOther.status} by ${byOther.provider ?? 'nobody'} in ${byOther.attempts}`;
  findings.expect(`group${status}`, outcome, outcome === '200 by grok in 2', '200 by grok in 2');
  const direct = await client.ask({ model });
  findings.expect(`direct${status}`, direct.status, direct.status === 502, "502, never the client's own");
  findings.expect(`code${status}`, direct.code ?? '', direct.code === 'provider_key_refused', 'provider_key_refused');
  const alarms = bed.child.log.split('\n').filter((line) => isAlarm(line, vendor));
  findings.expect(`alarms${status}`, alarms.length, alarms.length === 1, '1');
}

const ALARMED_BY_401 = ['openai', 'pair', FIRST] as const;
const ALARMED_BY_403 = ['moonshot', 'first-moonshot', 'kimi-k2.6'] as const;
/** Pino's number for an error. */
const ERROR_LEVEL = /"level":(?:50|"error")/;

function isAlarm(line: string, vendor: string): boolean {
  return ERROR_LEVEL.test(line) && line.includes(`\\"${vendor}\\"`);
}

async function modelGone(bed: ProviderBed, client: ChatClient, findings: Findings): Promise<void> {
  bed.simulator.clear();
  bed.simulator.control('status=404', { vendor: 'deepseek' });
  const { provider = 'nobody', attempts } = await client.ask({ model: 'first-deepseek' });
  findings.expect('after404', `${provider} in ${attempts}`, provider === 'grok' && attempts === 2, 'grok in 2');
}
