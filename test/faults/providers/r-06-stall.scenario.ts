import { eventually } from '../../support/eventually';
import { SAMPLE_MODELS, type SampleModel } from '../../support/sample-models';
import type { ChatClient } from './chat-client';
import { onProviderBed } from './provider-bed';

const IDLE_MS = 1_000;
const TOLERANCE = 0.1;
const EVENTS = 3;

interface Stalled {
  readonly requestId: string;
  /** From the last event of the provider to the end of the stream. */
  readonly silentMs: number;
  readonly code: string | undefined;
  readonly isDone: boolean;
}

/** A provider falls silent after three events: the client is told when the time limit is over, and what came is billed. */
export const stall = onProviderBed('r-06-stall', async (bed, plan, findings) => {
  const client = await bed.serve({ LLM_PROXY__UPSTREAM__IDLE_MS: String(IDLE_MS) });
  // Paced, so that these events are there before the rest is not.
  bed.simulator.control(`stall=${EVENTS};tps=20;tokens=40`);
  const stalled = await Promise.all(SAMPLE_MODELS.map((sample) => streamUntilEnd(client, sample)));
  const rows = await bed.rowsOf(stalled);
  const longestMs = Math.max(...stalled.map(({ silentMs }) => silentMs));
  const shortestMs = Math.min(...stalled.map(({ silentMs }) => silentMs));
  findings.note('providers', stalled.length);
  findings.expectInTime('longestSilenceMs', longestMs, IDLE_MS * (1 + TOLERANCE), plan);
  findings.expect('shortestSilenceMs', shortestMs, shortestMs >= IDLE_MS * (1 - TOLERANCE), 'no less than the limit');
  findings.expectZero('withoutErrorEvent', stalled.filter(({ code }) => code !== 'provider_timeout').length);
  findings.expectZero('endedAsIfDone', stalled.filter(({ isDone }) => isDone).length);
  findings.expectZero('notFailed', rows.filter(({ outcome }) => outcome !== 'failed').length);
  findings.expectZero('withoutUsage', rows.filter(({ outputTokens }) => !outputTokens).length);
  await eventually('all are closed upstream', () =>
    SAMPLE_MODELS.every(({ vendor }) => bed.asked(vendor)[0]?.closedByClientAt !== undefined),
  );
});

async function streamUntilEnd(client: ChatClient, { model, unthinking }: SampleModel): Promise<Stalled> {
  const { headers, body } = await client.send({ model, isStream: true, fields: unthinking });
  let text = '';
  let lastMs = performance.now();
  let silentMs = 0;
  for await (const part of body.setEncoding('utf8') as AsyncIterable<string>) {
    const nowMs = performance.now();
    silentMs = nowMs - lastMs;
    lastMs = nowMs;
    text += part;
  }
  const [, code] = /"error":\{.*"code":"([^"]+)"/.exec(text) ?? [];
  return { requestId: String(headers['x-request-id']), silentMs, code, isDone: text.includes('[DONE]') };
}
