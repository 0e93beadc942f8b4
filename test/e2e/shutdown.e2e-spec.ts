import OpenAI from 'openai';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { BuiltInstallation } from '../support/built-installation';
import type { GatewayChild } from '../support/gateway-child';
import { expectedNanoUsd } from '../support/independent-cost';

const messages = [{ role: 'user' as const, content: 'Go on.' }];
const MODEL = 'gpt-5.4-mini';

let simulator: Simulator;
let installation: BuiltInstallation;
let child: GatewayChild;
let url: string;
let openai: OpenAI;

beforeEach(async () => {
  simulator = await startSimulator();
  installation = new BuiltInstallation(simulator);
  ({ child, url } = await installation.serve({ LLM_PROXY__SERVER__DRAIN_MS: DRAIN_MS }));
  openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: await installation.createKey('e2e'), maxRetries: 0 });
});
afterEach(async () => {
  await installation.remove();
  await simulator.close();
});

// Longer than any test may take: a test that passes shows that nothing waited for it, idle connections included.
const DRAIN_MS = '600000';

it('SIGTERM lets an open stream finish, stores its row, and ends with 0', async () => {
  simulator.control('tps=40;tokens=40', { vendor: 'openai', times: 1 });
  const { data: stream, request_id: requestId } = await openai.chat.completions
    .create({ model: MODEL, messages, stream: true, stream_options: { include_usage: true } })
    .withResponse();
  let text = '';
  let usage: OpenAI.CompletionUsage | undefined;
  let isSignalled = false;
  for await (const chunk of stream) {
    if (!isSignalled) child.signal('SIGTERM');
    isSignalled = true;
    text += chunk.choices[0]?.delta.content ?? '';
    usage = chunk.usage ?? usage;
  }
  const ended = await child.ended;
  expect(text.trim().split(' ')).toHaveLength(40);
  expect(ended).toMatchObject({ code: 0, stderr: '' });

  const rows = await installation.rows();
  expect(rows).toMatchObject([
    {
      requestId,
      outcome: 'completed',
      httpStatus: 200,
      outputTokens: usage?.completion_tokens,
      freshInputTokens: usage?.prompt_tokens,
    },
  ]);
  for (const row of rows) expect(BigInt(row.costNanoUsd ?? -1)).toBe(expectedNanoUsd(row));
});

it('SIGTERM takes no new requests and lets go of idle connections', async () => {
  await openai.models.list();
  child.signal('SIGTERM');
  expect(await child.ended).toMatchObject({ code: 0 });
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
});

it('rows of requests that have just ended are stored', async () => {
  const ask = async (): Promise<string | null> =>
    (await openai.chat.completions.create({ model: MODEL, messages }).withResponse()).request_id;
  const ids = await Promise.all(Array.from({ length: 50 }, ask));
  expect(await child.stop()).toMatchObject({ code: 0 });
  expect((await installation.rows()).map(({ requestId }) => requestId).sort()).toEqual(ids.toSorted());
});

it('a second SIGTERM cuts open streams short, and their rows are still stored', async () => {
  simulator.control('tps=10;tokens=5000', { vendor: 'openai', times: 1 });
  const { data: stream, request_id: requestId } = await openai.chat.completions
    .create({ model: MODEL, messages, stream: true })
    .withResponse();
  let chunks = 0;
  const read = async (): Promise<void> => {
    for await (const { object } of stream) {
      expect(object).toBe('chat.completion.chunk');
      chunks += 1;
      if (chunks === 3 || chunks === 6) child.signal('SIGTERM');
    }
  };
  await expect(read()).rejects.toThrow();
  expect(chunks).toBeGreaterThanOrEqual(6);
  expect(await child.ended).toMatchObject({ code: 0 });
  const rows = await installation.rows();
  expect(rows).toMatchObject([{ requestId, outcome: 'cancelled', httpStatus: 499, usageSource: 'estimated' }]);
  expect(rows[0]?.outputTokens).toBeGreaterThan(0);
});

it('what a killed gateway leaves behind can be opened again', async () => {
  await openai.chat.completions.create({ model: MODEL, messages });
  child.signal('SIGKILL');
  expect(await child.ended).toMatchObject({ code: null });
  const again = await installation.serve();
  expect(await (await fetch(`${again.url}/health/ready`)).json()).toMatchObject({ status: 'ready' });
  expect(await again.child.stop()).toMatchObject({ code: 0 });
});
