import { once } from 'node:events';
import { eventually } from '../../support/eventually';
import { MemoryProbe, PROBED, type Held } from '../memory-probe';
import type { ChatClient } from './chat-client';
import { openFilesOf } from './open-files';
import { FIRST, onProviderBed, type ProviderBed } from './provider-bed';

const STREAMS = 1_000;
const ENDED_WITHIN_MS = 30_000;
/** Tables that grew with the wave and keep their size; a single stream left behind holds more than all of it over 1,000. */
const MOST_BUFFER_BYTES = 1_048_576;

/** 1,000 clients leave at once in mid-stream: afterwards the gateway holds what it held before. */
export const leftovers = onProviderBed('r-05-leftovers', async (bed, _plan, findings) => {
  const client = await bed.serve({ NODE_OPTIONS: PROBED, LLM_PROXY__BREAKER__MAX_IN_FLIGHT: String(2 * STREAMS) });
  const probe = await MemoryProbe.attach(bed.child);
  try {
    await client.ask({ model: FIRST });
    await hangUpAll(bed, client, 'first');
    const [before, filesBefore] = [await quiet(probe), openFilesOf(bed.child.pid)];
    await hangUpAll(bed, client, 'second');
    const after = await quiet(probe, before);
    findings.note('streams', STREAMS);
    findings.note('socketsBefore', before.sockets);
    findings.expectZero('socketsLeft', Math.max(0, after.sockets - before.sockets));
    findings.note('timersBefore', before.timers);
    findings.expectZero('timersLeft', Math.max(0, after.timers - before.timers));
    findings.expectZero('abortSignalsLeft', Math.max(0, after.abortSignals - before.abortSignals));
    findings.expectZero('requestsLeft', Math.max(0, after.requests - before.requests));
    findings.expectAtMost('bufferBytesLeft', after.bufferBytes - before.bufferBytes, MOST_BUFFER_BYTES);
    findings.expectZero('filesLeft', Math.max(0, openFilesOf(bed.child.pid) - filesBefore));
  } finally {
    probe.detach();
  }
});

/** Resolves once all rows are written, so that nothing of the streams is on its way any more. */
async function hangUpAll(bed: ProviderBed, client: ChatClient, name: string): Promise<void> {
  bed.simulator.clear();
  bed.simulator.control('tps=10;tokens=3000');
  const answers = await Promise.all(
    Array.from({ length: STREAMS }, async (_, at) => {
      const { headers, body } = await client.send({ model: FIRST, isStream: true, say: `${name} ${at}` });
      body.on('error', () => undefined); // It ends because we leave.
      await once(body, 'data');
      return { requestId: String(headers['x-request-id']), body };
    }),
  );
  for (const { body } of answers) body.destroy();
  await eventually(
    'all are closed upstream',
    () => bed.asked('openai').filter(({ closedByClientAt }) => closedByClientAt !== undefined).length === STREAMS,
    ENDED_WITHIN_MS,
  );
  await bed.rowsOf(answers);
  bed.simulator.clear();
}

/** What is held once it holds no more sockets than before: the system reports the last ends of connections a moment later. */
async function quiet(probe: MemoryProbe, before?: Held): Promise<Held> {
  let held = await probe.held();
  const isQuiet = async (): Promise<boolean> => {
    const last = held;
    held = await probe.held();
    const isStill = held.sockets === last.sockets && held.timers === last.timers;
    return isStill && (before === undefined || held.sockets <= before.sockets);
  };
  await eventually('connections have ended', isQuiet, ENDED_WITHIN_MS).catch(() => undefined);
  return held;
}
