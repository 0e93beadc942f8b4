import { request, type IncomingMessage } from 'node:http';
import { ProviderRegistry } from '@app/providers';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { RecordedRequest } from '../../apps/simulator/src/request-log';
import { eventually, settled } from '../support/eventually';
import { expectedNanoUsd } from '../support/independent-cost';
import { SAMPLE_MODELS } from '../support/sample-models';
import { readEvents } from '../support/stream';
import { TestGateway, type ChatRequest } from '../support/test-gateway';

const MB = 1_048_576;
/** Every token of the simulator's filler is one word. */
const wordsIn = (text: string): number => text.split(' ').filter(Boolean).length;

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
beforeEach(() => simulator.clear());

interface Leaving {
  readonly response: IncomingMessage;
  readonly requestId: string;
  leave(): void;
}

/** Begins a request on a connection of its own; resolves when the answer begins. */
function begin(body: ChatRequest): { answer: Promise<Leaving>; leave: () => void } {
  const headers = { authorization: `Bearer ${gateway.key}`, 'content-type': 'application/json' };
  const outgoing = request(`${gateway.url}/v1/chat/completions`, { method: 'POST', agent: false, headers });
  const leave = (): void => {
    outgoing.destroy();
  };
  const answer = new Promise<Leaving>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      response.on('error', () => undefined); // It ends because we leave.
      resolve({ response, requestId: String(response.headers['x-request-id']), leave });
    });
  });
  answer.catch(() => undefined); // Awaited only by those who stay for the answer.
  outgoing.end(JSON.stringify({ messages: [{ role: 'user', content: 'Go on.' }], ...body }));
  return { answer, leave };
}

const asked = (): RecordedRequest[] => simulator.requests.filter(({ method }) => method === 'POST');
const upstreamClosed = (): Promise<RecordedRequest> =>
  eventually('the provider sees its reader leave', () => asked().find(({ closedByClientAt }) => closedByClientAt));

/** Reads until so many events have come. */
async function readUntil({ response }: Leaving, events: number): Promise<string> {
  let text = '';
  response.setEncoding('utf8').on('data', (part: string) => (text += part));
  await eventually(`${events} events`, () => text.split('\n\n').length > events);
  return text.slice(0, text.lastIndexOf('\n\n') + 2);
}

describe.each(SAMPLE_MODELS)('a client of $vendor', ({ vendor, model, unthinking }) => {
  it('trap 40: who leaves in mid-stream is billed for what came, and the provider is stopped', async () => {
    simulator.control('tps=50;tokens=5000', { vendor, times: 1 });
    const leaving = await begin({ model, stream: true, ...unthinking }).answer;
    const received = readEvents(await readUntil(leaving, 12)).text;
    leaving.leave();
    const upstream = await upstreamClosed();
    const row = await gateway.rowOf(leaving);
    expect(row).toMatchObject({
      outcome: 'cancelled',
      httpStatus: 499,
      errorCode: 'client_gone',
      providerId: vendor,
      isStream: true,
    });
    // Google counts on every event; the others only at the end, which never came.
    expect(row.usageSource).toBe(vendor === 'gemini' ? 'reported' : 'estimated');
    // Between what the client has read and what the provider has written lies what was on its way.
    expect(wordsIn(received)).toBeGreaterThanOrEqual(8);
    expect(row.outputTokens).toBeGreaterThanOrEqual(wordsIn(received));
    expect(row.outputTokens).toBeLessThanOrEqual(upstream.tokensSent);
    expect(upstream.tokensSent - wordsIn(received)).toBeLessThanOrEqual(10);
    expect(BigInt(row.costNanoUsd ?? -1)).toBe(expectedNanoUsd(row));
    if (vendor !== 'ollama') expect(row.costNanoUsd).toBeGreaterThan(0);
    expect(row.timeToFirstTokenMs).toBeGreaterThan(0);
  });

  it.each([true, false])(
    'trap 39: who leaves before the first byte (stream: %s) is billed for the prompt',
    async (stream) => {
      simulator.control('ttfb=30000', { vendor, times: 1 });
      const { leave } = begin({ model, stream });
      await eventually('the provider is asked', () => asked().length > 0);
      const before = await gateway.countRows();
      leave();
      await upstreamClosed();
      await eventually('the row', async () => (await gateway.countRows()) > before);
      const [row] = await gateway.recentRows(1);
      expect(row).toMatchObject({
        outcome: 'cancelled',
        httpStatus: 499,
        providerId: vendor,
        isStream: stream,
        outputTokens: 0,
        usageSource: 'estimated',
      });
      expect(row?.freshInputTokens).toBeGreaterThan(0);
      if (vendor !== 'ollama') expect(row?.costNanoUsd).toBeGreaterThan(0);
    },
  );

  it('who leaves while a JSON answer is written stops the provider', async () => {
    simulator.control('tps=1;tokens=1000', { vendor, times: 1 });
    const { leave } = begin({ model });
    await eventually('the provider is asked', () => asked().length > 0);
    leave();
    await upstreamClosed();
    await eventually('the row', async () => (await gateway.recentRows(1))[0]?.outcome === 'cancelled');
  });
});

const HANG_UPS = 1_000;
/** A machine that is busy with other suites takes its time over so many. */
const LONG_MS = 60_000;

it(
  'trap 41: who leaves 1,000 times leaves nothing behind',
  async () => {
    const [{ vendor, model }] = SAMPLE_MODELS as [(typeof SAMPLE_MODELS)[number]];
    const sockets = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    const [socketsBefore, rowsBefore] = [sockets(), await gateway.countRows()];
    simulator.control('tps=20;tokens=5000', { vendor });
    const leaveOnce = async (): Promise<void> => {
      const leaving = await begin({ model, stream: true }).answer;
      leaving.leave();
    };
    for (let i = 0; i < HANG_UPS / 20; i++) await Promise.all(Array.from({ length: 20 }, leaveOnce));
    await eventually(
      'all are closed upstream',
      () => asked().filter(({ closedByClientAt }) => closedByClientAt).length === HANG_UPS,
      LONG_MS,
    );
    await eventually('no socket is left', () => sockets() <= socketsBefore, LONG_MS);
    await eventually('their rows', async () => (await gateway.countRows()) === rowsBefore + HANG_UPS, LONG_MS);
    expect((await gateway.recentRows(HANG_UPS)).every(({ outcome }) => outcome === 'cancelled')).toBe(true);
    simulator.clear();
    expect(await gateway.chat({ model })).toMatchObject({ status: 200 });
  },
  2 * LONG_MS,
);

it('trap 42: hang-ups are no mark against a provider', () => {
  expect(
    gateway
      .get(ProviderRegistry)
      .list()
      .map(({ breakerState }) => breakerState),
  ).toEqual(SAMPLE_MODELS.map(() => 'closed'));
});

it('a slow reader holds the provider back, and gets everything in the end', async () => {
  const tokens = 150_000;
  simulator.control(`tokens=${tokens}`, { vendor: 'openai', times: 1 });
  const memoryBefore = process.memoryUsage().rss;
  const { response } = await begin({ model: 'gpt-5.4', stream: true }).answer;
  response.pause();
  const [upstream] = asked();
  const held = await settled(() => upstream?.bytesSent ?? 0, 400);
  // What the sockets of the system take on both sides, and our own 128 KB.
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(20 * MB);
  expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(200 * MB);
  expect(upstream?.closedByClientAt).toBeUndefined();
  const MARK = 'data: ';
  let events = 0;
  let end = '';
  for await (const part of response.setEncoding('utf8') as AsyncIterable<string>) {
    // Parts are cut anywhere: what is too short to hold a whole mark is looked at again with the next one.
    events += (end.slice(1 - MARK.length) + part).split(MARK).length - 1;
    end = (end + part).slice(-20);
  }
  expect(end.endsWith('data: [DONE]\n\n')).toBe(true);
  expect(events).toBeGreaterThanOrEqual(tokens);
  expect(upstream?.bytesSent).toBeGreaterThan(1.5 * held);
});
