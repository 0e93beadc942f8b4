import type { BrowserBed } from './bed/browser-bed';
import { startBed, VIEWER } from './browser-test';

const ROWS = 20_000;

/** A bed with a viewer, some clients, two months of history, and traffic of each kind: answers, streams, groups, refusals, a model without a price. */
export async function startFurnishedBed(): Promise<{ readonly bed: BrowserBed; readonly requestId: string }> {
  const bed = await startBed();
  await bed.createViewer(VIEWER.username, VIEWER.password);
  let requestId = '';
  await bed.seedHistory(ROWS, ['web shop', 'support desk', 'data team', 'search', 'newsletter']);
  for (const name of ['mobile app', 'nightly batch']) {
    const key = await bed.createClient(name);
    for (const model of ['gpt-5.4-nano', 'gemini-3.5-flash', 'dispatcher', 'fast-flow', 'no-such-model']) {
      for (const stream of [false, true]) {
        requestId = (await requestIdOf(bed, key, model, stream)) ?? requestId;
      }
    }
  }
  return { bed, requestId };
}

/** @returns undefined where it was refused, as an unknown model is */
async function requestIdOf(bed: BrowserBed, key: string, model: string, stream: boolean): Promise<string | undefined> {
  const response = await fetch(`${bed.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model,
      stream,
      messages: [{ role: 'user', content: 'Prove that there is no largest prime.' }],
    }),
  });
  await response.text();
  return response.ok ? (response.headers.get('x-request-id') ?? undefined) : undefined;
}
