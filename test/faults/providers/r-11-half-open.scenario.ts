import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../latency';
import { allAtOnce, inTurn } from './steady-load';
import { FIRST, onProviderBed } from './provider-bed';

const AT_ONCE = 100;
const VOLUME = 5;
const RESET_MS = 1_000;
const TURNED_AWAY_WITHIN_MS = 5;

/** A paused provider whose time has come, and a hundred who ask at that moment: one of them tries it. */
export const halfOpen = onProviderBed('r-11-half-open', async (bed, plan, findings) => {
  const client = await bed.serve({
    LLM_PROXY__BREAKER__VOLUME: String(VOLUME),
    LLM_PROXY__BREAKER__RESET_MS: String(RESET_MS),
  });
  await client.connect(AT_ONCE);
  // The first answers of a process are slow for reasons of their own.
  for (let i = 0; i < 3; i++) await allAtOnce(client, AT_ONCE, { model: 'pair' });
  bed.simulator.control('status=500', { vendor: 'openai' });
  await inTurn(client, 2 * VOLUME, { model: FIRST });
  const paused = await client.ask({ model: FIRST });
  findings.expect('pausedWith', paused.code ?? '', paused.code === 'provider_unavailable', 'provider_unavailable');
  bed.simulator.clear();
  // Slow enough that its outcome is not known while the others ask.
  bed.simulator.control('ttfb=500', { vendor: 'openai' });
  await pause(RESET_MS + 100);
  // What was looked up a second ago, the key among it, is looked up anew; no connection to the other target has to be made.
  await allAtOnce(client, AT_ONCE, { model: 'grok-4.3' });
  const answers = await allAtOnce(client, AT_ONCE, { model: 'pair' });
  const probes = bed.asked('openai').length;
  findings.expect('probes', probes, probes === 1, '1');
  const others = answers.filter(({ provider }) => provider === 'grok');
  findings.expect('servedByFallback', others.length, others.length === AT_ONCE - 1, String(AT_ONCE - 1));
  findings.expectZero('notServed', answers.filter(({ status }) => status !== 200).length);
  const overheadMs = (await bed.rowsOf(others)).map((row) => row.overheadMs ?? Number.NaN);
  findings.note('overheadP50Ms', quantile(overheadMs, 0.5));
  findings.expectInTime('overheadP99Ms', quantile(overheadMs, 0.99), TURNED_AWAY_WITHIN_MS, plan);
  const after = await client.ask({ model: 'pair' });
  findings.expect('servedAfterwardsBy', after.provider ?? '', after.provider === 'openai', 'openai');
});
